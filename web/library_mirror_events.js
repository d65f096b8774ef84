// What happens to mirrored elements, told to the program as kabinet::ui::NodeEvent: clicks, typing, focus, scrolling, keys.
// One listener per kind on the mirror's root. Must not know what a node is for.
mergeInto(LibraryManager.library, {
  $MirrorEvents__deps: ['$Mirror', '$MirrorRoles', '$MirrorFields', '$MirrorFiles', '$MirrorFocus', '$KabinetText'],
  $MirrorEvents: {
    // kabinet::ui::NodeEvent::Kind: Activated 0, Input 1, Focused 2, Blurred 3, Dismissed 4, Scrolled 5, Key 6
    send: function (kind, node, text, number) {
      const length = text === undefined ? 0 : KabinetText.send(text);
      _kabinet_node_event(kind, node.handle, length, number || 0);
    },

    start: function () {
      const on = function (type, listener, options) { Mirror.root.addEventListener(type, listener, options); };
      on('click', MirrorEvents.clicked);
      on('submit', function (event) { event.preventDefault(); });
      const typed = function (event) {
        const node = Mirror.of_element.get(event.target);
        if (node && MirrorRoles.is_field(node.role)) MirrorEvents.typed(node);
      };
      on('input', typed);
      // Some password managers only send `change`; a browser that fills a field by itself starts the animation of kabinet.css.
      on('change', function (event) {
        const node = Mirror.of_element.get(event.target);
        if (node && node.role === MirrorRoles.FILES) MirrorFiles.chosen(node);
        else if (node && (node.role === MirrorRoles.PASSWORD || event.target.value !== node.value)) typed(event);
      });
      on('animationstart', function (event) { if (event.animationName === 'kabinet-autofill') typed(event); });
      on('compositionstart', function (event) { MirrorFields.composing = event.target; });
      on('compositionend', function (event) { MirrorFields.composing = null; typed(event); });
      on('focusin', function (event) { MirrorEvents.focus(2, event.target); });
      on('focusout', function (event) { MirrorEvents.focus(3, event.target); });
      on('scroll', MirrorEvents.scrolled, { capture: true, passive: true });
      document.addEventListener('keydown', MirrorEvents.key, true);
      document.addEventListener('selectionchange', MirrorEvents.caret);
    },

    clicked: function (event) {
      const node = Mirror.node_at(event.target);
      if (!node || !MirrorRoles.is_action(node.role)) return;
      if (node.role === MirrorRoles.LINK) {
        const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
        if (elsewhere || node.states & MirrorRoles.NewTab || node.element.origin !== location.origin) return;
        event.preventDefault();
      }
      if (node.element.getAttribute('aria-disabled') === 'true') return event.preventDefault();
      MirrorFields.reread_form(node.element);
      MirrorEvents.send(0, node);
    },

    typed: function (node) {
      MirrorFields.dirty.add(node);
      if (node.role === MirrorRoles.PASSWORD) {
        node.told_length = MirrorFields.length_of(node.element);
        MirrorEvents.send(1, node, undefined, node.told_length);
      } else MirrorEvents.send(1, node, node.element.value, 0);
    },

    focus: function (kind, element) {
      const node = Mirror.of_element.get(element);
      if (!node) return;
      // A button that was switched off while it had the focus (MirrorRoles.disable).
      if (kind === 3 && element.tagName === 'BUTTON' && node.states & MirrorRoles.Disabled) {
        element.disabled = true;
        element.removeAttribute('aria-disabled');
      }
      if (!Mirror.applying) MirrorEvents.send(kind, node);
    },

    scrolled: function (event) {
      const node = Mirror.of_element.get(event.target);
      if (!node || !MirrorRoles.is_scroller(node.role) || Mirror.applying) return;
      if (node.scroll_top === event.target.scrollTop) return;
      node.scroll_top = event.target.scrollTop;
      MirrorEvents.send(5, node, undefined, node.scroll_top);
    },

    // Where the caret of a field stands whose characters the canvas draws: Key "Caret" with its place in code units.
    caret: function () {
      const element = document.activeElement;
      const node = element && Mirror.of_element.get(element);
      if (!node || !(node.states & MirrorRoles.CanvasText) || node.caret === element.selectionEnd) return;
      node.caret = element.selectionEnd;
      MirrorEvents.send(6, node, 'Caret', node.caret);
    },

    key: function (event) {
      MirrorFocus.keyboard = true;
      if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const top = MirrorFocus.top();
      if (event.key === 'Escape' && top) {
        event.preventDefault();
        return MirrorEvents.send(4, Mirror.of_element.get(top));
      }
      const node = Mirror.of_element.get(document.activeElement);
      if (!node) return MirrorEvents.page(event);
      // Down a column of inputs as in a spreadsheet: the program asks for the focus of the next one.
      if (node.states & MirrorRoles.InColumn && ['Enter', 'ArrowUp', 'ArrowDown'].indexOf(event.key) >= 0) {
        event.preventDefault();
        return MirrorEvents.send(6, node, event.key);
      }
      if (node.role !== MirrorRoles.TAB && node.role !== MirrorRoles.RADIO) return;
      // Arrow keys inside tabs and radio groups: the program moves the choice and asks for the focus.
      if (['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'Home', 'End'].indexOf(event.key) < 0) return;
      event.preventDefault();
      MirrorEvents.send(6, node, event.key);
    },

    // With nothing focused the keys that scroll a page scroll the screen.
    page: function (event) {
      const share = { 'PageDown': 0.9, 'PageUp': -0.9, ' ': event.shiftKey ? -0.9 : 0.9, 'ArrowDown': 0.1, 'ArrowUp': -0.1, 'Home': -1e6, 'End': 1e6 };
      if (!(event.key in share)) return;
      const scroller = MirrorFocus.main_scroller();
      if (!scroller) return;
      event.preventDefault();
      scroller.scrollTop += share[event.key] * scroller.clientHeight;
    },
  },

  kabinet_mirror_start__deps: ['$Mirror', '$MirrorEvents'],
  kabinet_mirror_start: function () {
    Mirror.start();
    MirrorEvents.start();
  },
});
