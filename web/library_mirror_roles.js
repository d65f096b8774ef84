// What each role of ui/core/semantics.h is in the DOM: element, ARIA attributes, how it carries its name.
// Must not know positions, focus or events.
mergeInto(LibraryManager.library, {
  $MirrorRoles__deps: ['$MirrorFields', '$MirrorFiles'],
  $MirrorRoles: {
    // In the order of kabinet::ui::Role. `text`: the name is the element's text; otherwise aria-label.
    // `named`: the role is only said when there is a name.
    table: [
      { tag: 'div' },                                          // Root
      { tag: 'header', role: 'banner' },
      { tag: 'nav', role: 'navigation' },
      { tag: 'main', role: 'main' },
      { tag: 'form', role: 'form', named: true },
      { tag: 'section', role: 'region', named: true },
      { tag: 'div', role: 'group', named: true },
      { tag: 'div', role: 'dialog' },
      { tag: 'h', text: true },                                // Heading: h1 … h6
      { tag: 'p', text: true },                                // Text
      { tag: 'label', text: true },
      { tag: 'button', text: true, type: 'button' },
      { tag: 'button', text: true, type: 'submit' },
      { tag: 'a', text: true },
      { tag: 'input' },                                        // TextBox
      { tag: 'input' },                                        // Password
      { tag: 'button', role: 'checkbox', text: true, type: 'button' },
      { tag: 'button', role: 'radio', text: true, type: 'button' },
      { tag: 'div', role: 'radiogroup' },
      { tag: 'button', role: 'tab', text: true, type: 'button' },
      { tag: 'div', role: 'tablist' },
      { tag: 'div', role: 'tabpanel' },
      { tag: 'ul', role: 'list' },
      { tag: 'li', role: 'listitem', text: true },
      { tag: 'table', role: 'table' },
      { tag: 'tr', role: 'row' },
      { tag: 'th', role: 'columnheader', text: true },
      { tag: 'td', role: 'cell', text: true },
      { tag: 'div', role: 'img' },
      { tag: 'div', role: 'status', text: true, late: true },
      { tag: 'div', role: 'alert', text: true, late: true },
      { tag: 'div', role: 'progressbar' },
      { tag: 'div', role: 'region', named: true },             // Scroller
      { tag: 'select' },                                       // ComboBox
      { tag: 'option', text: true },                           // Option
      { tag: 'input' },                                        // FileInput
    ],
    DIALOG: 7, HEADING: 8, BUTTON: 11, SUBMIT: 12, LINK: 13, PASSWORD: 15, CHECKBOX: 16, RADIO: 17, TAB: 19, TABLE: 24, ROW: 25,
    COLUMN: 26, CELL: 27, IMAGE: 28, PROGRESS: 31, SCROLLER: 32, COMBOBOX: 33, OPTION: 34, FILES: 35,
    // kabinet::ui::State
    Disabled: 1, Required: 2, Invalid: 4, Checked: 8, Expanded: 16, Collapsed: 32, Selected: 64, Current: 128, Busy: 256, Modal: 512,
    ReadOnly: 1024, NewTab: 2048, AutoFocus: 4096, CanvasText: 8192, MultiLine: 16384, Ascending: 32768, Descending: 65536, InColumn: 131072,

    is_field: function (role) { return role === 14 || role === 15 || role === 33; },
    takes_input: function (role) { return MirrorRoles.is_field(role) || role === MirrorRoles.FILES; },
    is_scroller: function (role) { return role === 32; },
    // With a source the browser draws it, over the canvas; else the canvas has drawn it.
    is_picture: function (node) { return node.role === MirrorRoles.IMAGE && node.href !== ''; },
    is_action: function (role) { return role >= 11 && role <= 13 || role === 16 || role === 17 || role === 19; },

    tag: function (node) {
      if (node.role === MirrorRoles.HEADING) return 'h' + Math.min(6, Math.max(1, node.level));
      if (node.role === 14 && node.states & MirrorRoles.MultiLine) return 'textarea';
      if (MirrorRoles.is_picture(node)) return 'img';
      return MirrorRoles.table[node.role].tag;
    },
    shape: function (node) { return node.role + MirrorRoles.tag(node); },

    create: function (node) {
      const kind = MirrorRoles.table[node.role];
      const element = document.createElement(MirrorRoles.tag(node));
      element.id = node.id;
      if (kind.type) element.type = kind.type;
      if (kind.text) element.className = 'leaf';
      if (kind.tag === 'form') element.noValidate = true;
      if (kind.tag === 'th') element.setAttribute('scope', 'col');
      if (kind.role === 'dialog' || kind.role === 'main') element.setAttribute('tabindex', '-1');
      if (MirrorRoles.is_field(node.role)) MirrorFields.create(node, element);
      if (node.role === MirrorRoles.FILES) MirrorFiles.create(element);
      if (node.role === MirrorRoles.SCROLLER) {
        const spacer = document.createElement('div');
        spacer.className = 'spacer';
        element.className = 'scroller';
        element.appendChild(spacer);
      }
      return element;
    },

    // An attribute with a text, or none.
    put: function (element, name, value) {
      if (!value) {
        if (element.hasAttribute(name)) element.removeAttribute(name);
      } else if (element.getAttribute(name) !== value) {
        element.setAttribute(name, value);
      }
    },

    describe: function (node) {
      const element = node.element;
      const kind = MirrorRoles.table[node.role];
      const put = function (name, value) { MirrorRoles.put(element, name, value); };
      const on = function (flag) { return (node.states & flag) !== 0; };
      const role = node.role;

      if (MirrorRoles.is_picture(node)) {
        put('src', node.href);
        if (element.alt !== node.name) element.alt = node.name;
      } else if (kind.role) put('role', !kind.named || node.name ? kind.role : '');
      if (MirrorRoles.is_field(role)) {
        MirrorFields.update(node);
      } else if (role === MirrorRoles.FILES) {
        MirrorFiles.update(node);
      } else if (role === MirrorRoles.OPTION) {
        element.value = node.value;
      } else if (kind.tag === 'button') {
        MirrorRoles.disable(element, on(MirrorRoles.Disabled));
      } else {
        put('aria-disabled', on(MirrorRoles.Disabled) ? 'true' : '');
      }
      put('aria-invalid', on(MirrorRoles.Invalid) ? 'true' : '');
      put('aria-busy', on(MirrorRoles.Busy) ? 'true' : '');
      put('aria-expanded', on(MirrorRoles.Expanded) ? 'true' : on(MirrorRoles.Collapsed) ? 'false' : '');
      put('aria-current', on(MirrorRoles.Current) ? 'page' : '');
      if (role === MirrorRoles.DIALOG) put('aria-modal', on(MirrorRoles.Modal) ? 'true' : '');
      if (role === MirrorRoles.CHECKBOX || role === MirrorRoles.RADIO) {
        put('aria-checked', on(MirrorRoles.Checked) || on(MirrorRoles.Selected) ? 'true' : 'false');
        if (role === MirrorRoles.CHECKBOX) put('aria-required', on(MirrorRoles.Required) ? 'true' : '');
      } else if (role === MirrorRoles.TAB) {
        put('aria-selected', on(MirrorRoles.Selected) || on(MirrorRoles.Current) ? 'true' : 'false');
        put('aria-current', '');
      } else if (role === MirrorRoles.BUTTON) {
        put('aria-pressed', on(MirrorRoles.Selected) ? 'true' : '');
      } else if (role === MirrorRoles.ROW) {
        put('aria-selected', on(MirrorRoles.Selected) ? 'true' : '');
        put('aria-rowindex', node.row >= 0 ? String(node.row + 1) : '');
      } else if (role === MirrorRoles.TABLE) {
        put('aria-rowcount', node.row > 0 ? String(node.row) : '');
      } else if (role === MirrorRoles.COLUMN) {
        put('aria-sort', on(MirrorRoles.Ascending) ? 'ascending' : on(MirrorRoles.Descending) ? 'descending' : '');
      } else if (on(MirrorRoles.Selected)) {
        put('aria-current', 'true');
      }
      if (role === MirrorRoles.LINK) {
        put('href', node.href);
        put('target', on(MirrorRoles.NewTab) ? '_blank' : '');
        put('rel', on(MirrorRoles.NewTab) ? 'noopener' : '');
      }
      if (kind.tag === 'label') put('for', node.labels);
      if (role === MirrorRoles.PROGRESS) {
        const number = parseFloat(node.value);
        put('aria-valuenow', isNaN(number) ? '' : String(number));
        put('aria-valuetext', node.value);
      }
      if (role === MirrorRoles.SCROLLER) {
        const height = Math.max(0, node.scroll_height) + 'px';
        if (element.firstChild.style.height !== height) element.firstChild.style.height = height;
        node.front = element.firstChild;
      }
      MirrorRoles.put_description(node);
    },

    // A focused button that is switched off stays focused, and reachable, until focus leaves it by itself.
    disable: function (element, off) {
      const keep = off && document.activeElement === element;
      if (element.disabled !== (off && !keep)) element.disabled = off && !keep;
      MirrorRoles.put(element, 'aria-disabled', keep ? 'true' : '');
    },

    // Said after the name; its element follows the node's own and is only seen in the text view.
    put_description: function (node) {
      const id = 'kabinet-about-' + node.handle;
      MirrorRoles.put(node.element, 'aria-describedby', node.description ? id : '');
      if (!node.description) return MirrorRoles.forget(node);
      if (!node.about) {
        node.about = document.createElement('span');
        node.about.id = id;
        node.about.className = 'about';
        node.about.hidden = true;
        node.element.after(node.about);
      }
      if (node.about.textContent !== node.description) node.about.textContent = node.description;
    },

    forget: function (node) {
      if (node.about) node.about.remove();
      node.about = null;
    },

    // After the whole patch, when a node's children are known: name, roving tab stop, whether a scroller needs one.
    finish: function (node) {
      const element = node.element;
      const kind = MirrorRoles.table[node.role];
      const has_children = Array.from(element.children).some(function (child) { return Mirror.of_element.has(child); });
      const as_text = kind.text && !(has_children && !kind.late);
      MirrorRoles.put(element, 'aria-label', as_text || MirrorRoles.is_picture(node) ? '' : node.name);
      if (kind.text) {
        if (node.front) node.front.data !== (as_text ? node.name : '') && MirrorRoles.write(node, as_text ? node.name : '');
        else if (as_text && node.name) {
          node.front = document.createTextNode(kind.late ? '' : node.name);
          element.insertBefore(node.front, element.firstChild);
          // A live region speaks of changes: it has to be in the page, empty, before its text is.
          if (kind.late) requestAnimationFrame(function () { if (Mirror.nodes.get(node.handle) === node) MirrorRoles.write(node, node.name); });
        }
      }
      if (kind.role === 'tablist' || kind.role === 'radiogroup') MirrorRoles.rove(element);
      if (kind.role === 'tab' || kind.role === 'radio') {
        const group = element.closest('[role="tablist"],[role="radiogroup"]');
        if (group) MirrorRoles.rove(group);
      }
      if (node.role === MirrorRoles.COMBOBOX) MirrorFields.show_value(node);  // its options are there now
      const scroller = element.closest('.scroller');
      if (scroller) MirrorRoles.mind_scroller(scroller);
    },

    write: function (node, text) { if (node.front) node.front.data = text; },

    // One tab stop for a group; arrow keys move inside (MirrorEvents.key).
    rove: function (group) {
      const members = MirrorRoles.members(group);
      const chosen = members.find(function (member) {
        return member.getAttribute('aria-selected') === 'true' || member.getAttribute('aria-checked') === 'true';
      }) || members.find(function (member) { return !member.disabled; });
      members.forEach(function (member) { MirrorRoles.put(member, 'tabindex', member === chosen ? '0' : '-1'); });
    },
    members: function (group) {
      return Array.from(group.querySelectorAll(group.getAttribute('role') === 'tablist' ? '[role="tab"]' : '[role="radio"]'));
    },

    // The keyboard must be able to scroll what it cannot reach by moving between controls.
    mind_scroller: function (element) {
      const node = Mirror.of_element.get(element);
      const overflows = node && node.scroll_height > node.height + 1;
      const reachable = element.querySelector('button:not([disabled]),a[href],input:not([disabled]),textarea:not([disabled]),select:not([disabled])');
      MirrorRoles.put(element, 'tabindex', overflows && !reachable ? '0' : '');
    },
  },
});
