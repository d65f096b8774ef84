// The pointer: who owns a press (the DOM its fields and links, the canvas the rest), touch through compatibility mouse events.
// Must not know what is drawn where, nor Dear ImGui.
mergeInto(LibraryManager.library, {
  kabinet_pointer_start__deps: ['$Mirror', '$MirrorFocus'],
  kabinet_pointer_start: function () {
    // kabinet_pointer(): move 0, press 1, release 2, leave 3
    const root = document.getElementById('kabinet-root');
    let touch = false;   // what the compatibility mouse events that follow stand for
    let pressed = false; // the canvas has the press
    const tell = function (kind, event) { _kabinet_pointer(kind, event.clientX, event.clientY, touch ? 1 : 0); };
    const text_view = function () { return document.documentElement.getAttribute('data-view') === 'text'; };

    const dom_owns = function (event) {
      const target = event.target;
      if (!(target instanceof Element) || !root.contains(target)) return true;
      if (target.closest('a[href],input,textarea,label[for]')) return true;
      // A scroll bar.
      return target.classList.contains('scroller') && event.clientX >= target.getBoundingClientRect().left + target.clientWidth;
    };

    addEventListener('pointerdown', function (event) { touch = event.pointerType === 'touch'; MirrorFocus.keyboard = false; }, true);
    addEventListener('mousemove', function (event) {
      if (!text_view()) tell(0, event);
    });
    addEventListener('mousedown', function (event) {
      MirrorFocus.keyboard = false;
      if (event.button !== 0 || text_view() || dom_owns(event)) return;
      // The default action would take the focus away again from the control that just got it.
      if (MirrorFocus.press(event.clientX, event.clientY)) event.preventDefault();
      pressed = true;
      tell(0, event);
      tell(1, event);
    });
    addEventListener('mouseup', function (event) {
      if (event.button !== 0 || !pressed) return;
      pressed = false;
      tell(0, event);
      tell(2, event);
      if (touch) tell(3, event);  // a finger leaves no hover behind
    });
    document.documentElement.addEventListener('mouseleave', function (event) { if (!pressed) tell(3, event); });
    // The window may lose the pointer in the middle of a press: a menu, another window.
    addEventListener('blur', function () {
      if (!pressed) return;
      pressed = false;
      _kabinet_pointer(3, 0, 0, 0);
      _kabinet_pointer(2, 0, 0, 0);
    });
    // Beside the scrollers (header, menu) the wheel scrolls the screen, as it does on a page.
    addEventListener('wheel', function (event) {
      if (event.ctrlKey || text_view()) return;
      const under = event.target instanceof Element && event.target.closest('.scroller,textarea');
      if (under && under.scrollHeight > under.clientHeight) return;
      const scroller = MirrorFocus.main_scroller();
      if (scroller) scroller.scrollTop += event.deltaY * (event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? scroller.clientHeight : 1);
    }, { passive: true });
  },

  kabinet_set_cursor: function (kind) {
    // ImGuiMouseCursor: none -1, arrow 0, text 1, resize all 2, ns 3, ew 4, nesw 5, nwse 6, hand 7, not allowed 8
    const shape = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'not-allowed'][kind] || 'default';
    document.getElementById('kabinet-root').style.cursor = shape;
  },
});
