// Native text fields of the mirror: attributes, type face, value, and secrets that stay in the page.
// A password's value leaves this file only into a request's body (library_transport.js).
mergeInto(LibraryManager.library, {
  $MirrorFields: {
    dirty: null,     // set of fields the person changed and the program has not drawn yet
    fresh: null,     // set of new fields, for three frames: a browser may have filled them before we listened
    composing: null, // the field an input method is writing into

    start: function () {
      MirrorFields.dirty = new Set();
      MirrorFields.fresh = new Set();
    },

    create: function (node, element) {
      const secret = node.role === MirrorRoles.PASSWORD;
      if (element.tagName === 'INPUT') element.type = secret ? 'password' : 'text';
      element.name = node.id;
      MirrorFields.fresh.add(node);
      node.fresh_frames = 3;
    },

    update: function (node) {
      const element = node.element;
      const input = node.input;
      const put = function (name, value) { MirrorRoles.put(element, name, value); };
      const on = function (flag) { return (node.states & flag) !== 0; };
      const plain = /^(username|email|current-password|new-password|one-time-code|tel)/.test(input.autocomplete) || input.inputmode !== '';
      if (node.role === MirrorRoles.PASSWORD) {
        const type = input.type === 'text' ? 'text' : 'password';
        if (element.type !== type) element.type = type;
      }
      put('autocomplete', input.autocomplete || 'off');
      put('inputmode', input.inputmode);
      put('placeholder', on(MirrorRoles.CanvasText) ? '' : input.placeholder);
      put('maxlength', input.max_length > 0 ? String(input.max_length) : '');
      put('autocapitalize', plain ? 'none' : '');
      put('spellcheck', plain ? 'false' : '');
      element.disabled = on(MirrorRoles.Disabled);
      element.readOnly = on(MirrorRoles.ReadOnly);
      element.required = on(MirrorRoles.Required);
      element.classList.toggle('canvas-text', on(MirrorRoles.CanvasText));
      const style = element.style;
      const face = [input.font_px, input.font_weight, input.padding_left, input.padding_right, input.letter_spacing].join();
      if (node.face !== face) {
        node.face = face;
        style.fontSize = input.font_px + 'px';
        style.fontWeight = String(input.font_weight);
        style.paddingLeft = input.padding_left + 'px';
        style.paddingRight = input.padding_right + 'px';
        style.letterSpacing = input.letter_spacing ? input.letter_spacing + 'px' : '';
      }
      MirrorFields.show_value(node);
    },

    // Never while an input method composes, never for secrets. The caret stays behind what was typed, where that still stands before
    // it (a digit written over another), else at its distance from the end (a letter that was refused).
    show_value: function (node) {
      const element = node.element;
      if (node.role === MirrorRoles.PASSWORD || element.value === node.value || MirrorFields.composing === element) return;
      if (MirrorFields.fresh.has(node) && element.value && !node.value) return;
      const focused = document.activeElement === element;
      if (node.role === MirrorRoles.COMBOBOX) {
        element.value = node.value;
        return;
      }
      const end = element.selectionEnd;
      const stands = element.value.slice(0, end) === node.value.slice(0, end);
      const caret = stands ? end : Math.max(0, node.value.length - element.value.length + end);
      element.value = node.value;
      if (focused) element.setSelectionRange(caret, caret);
    },

    length_of: function (element) { return Array.from(element.value).length; },

    // After a frame: the program has seen what was typed, so where it holds another text (it refused a letter), that text stands.
    settle: function () {
      MirrorFields.dirty.forEach(function (node) { if (Mirror.nodes.get(node.handle) === node) MirrorFields.show_value(node); });
      MirrorFields.dirty.clear();
      MirrorFields.fresh.forEach(function (node) {
        if (--node.fresh_frames <= 0) MirrorFields.fresh.delete(node);
        MirrorFields.reread(node);
      });
    },

    // Somebody filled a field without a word: a browser or a password manager.
    reread: function (node) {
      if (Mirror.nodes.get(node.handle) !== node) return;
      const known = node.role === MirrorRoles.PASSWORD ? node.told_length || 0 : node.value;
      const found = node.role === MirrorRoles.PASSWORD ? MirrorFields.length_of(node.element) : node.element.value;
      if (found && found !== known) MirrorEvents.typed(node);
    },

    // Before a form goes off, whoever sends it.
    reread_form: function (button) {
      if (button.type !== 'submit' || !button.form) return;
      Array.from(button.form.elements).forEach(function (element) {
        const node = Mirror.of_element.get(element);
        if (node && MirrorRoles.is_field(node.role)) MirrorFields.reread(node);
      });
    },
  },

  kabinet_mirror_settle__deps: ['$Mirror', '$MirrorFields', '$MirrorEvents'],
  kabinet_mirror_settle: function () {
    MirrorFields.settle();
  },

  kabinet_clear_secret__deps: ['$KabinetText', '$Mirror', '$MirrorEvents'],
  kabinet_clear_secret: function (at, length) {
    const element = document.getElementById(KabinetText.read(at, length));
    if (!element) return;
    element.value = '';
    const node = Mirror.of_element.get(element);
    node.told_length = 0;
    MirrorEvents.send(1, node, undefined, 0);
  },

  kabinet_reveal_secret__deps: ['$KabinetText', '$MirrorFields'],
  kabinet_reveal_secret: function (at, length, reveal) {
    const element = document.getElementById(KabinetText.read(at, length));
    if (element) element.type = reveal ? 'text' : 'password';
  },
});
