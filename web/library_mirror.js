// The DOM mirror: decodes the packed patch of ui/core/mirror_patch.h and keeps one real element per node over the canvas.
// Owns the map of handles to elements, their order and their boxes. Roles are in library_mirror_roles.js, fields in
// library_mirror_fields.js, focus in library_mirror_focus.js. Must not know screens. textContent only, never markup.
mergeInto(LibraryManager.library, {
  $Mirror__deps: ['$MirrorRoles', '$MirrorFields', '$MirrorFocus', '$KabinetPage'],
  $Mirror: {
    root: null,
    nodes: null,      // handle → node
    of_element: null, // element → node
    applying: false,

    start: function () {
      Mirror.root = document.getElementById('kabinet-mirror');
      Mirror.nodes = new Map();
      Mirror.of_element = new WeakMap();
      MirrorFields.start();
    },

    // The mirrored node that an element or one of its ancestors stands for, or null.
    node_at: function (element) {
      while (element && element !== Mirror.root) {
        const node = Mirror.of_element.get(element);
        if (node) return node;
        element = element.parentElement;
      }
      return null;
    },

    reader: function (bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const decoder = new TextDecoder();
      let at = 0;
      return {
        u8: function () { return view.getUint8(at++); },
        u32: function () { at += 4; return view.getUint32(at - 4, true); },
        i32: function () { at += 4; return view.getInt32(at - 4, true); },
        f32: function () { at += 4; return view.getFloat32(at - 4, true); },
        text: function () {
          const length = this.u32();
          at += length;
          return length ? decoder.decode(bytes.subarray(at - length, at)) : '';
        },
      };
    },

    read_record: function (reader) {
      const handle = reader.u32();
      const node = Mirror.nodes.get(handle) || { handle: handle, element: null, front: null, box: {}, scroll_top: 0 };
      node.parent = reader.u32();
      node.previous = reader.u32();
      node.role = reader.u8();
      node.level = reader.u8();
      node.privacy = reader.u8();
      reader.u8();
      node.states = reader.u32();
      node.left = reader.f32();
      node.top = reader.f32();
      node.width = reader.f32();
      node.height = reader.f32();
      node.scroll_height = reader.f32();
      node.row = reader.i32();
      node.column = reader.i32();
      node.id = reader.text();
      node.name = reader.text();
      node.description = reader.text();
      node.value = reader.text();
      node.href = reader.text();
      node.labels = reader.text();
      if (MirrorRoles.takes_input(node.role)) {
        node.input = {
          type: reader.text(), autocomplete: reader.text(), inputmode: reader.text(), placeholder: reader.text(),
          max_length: reader.u32(), font_px: reader.f32(), font_weight: reader.u32(),
          padding_left: reader.f32(), padding_right: reader.f32(), letter_spacing: reader.f32(),
        };
      }
      return node;
    },

    apply: function (bytes) {
      const reader = Mirror.reader(bytes);
      const touched = new Set();
      const created = [];
      Mirror.applying = true;
      MirrorFocus.before();
      for (let count = reader.u32(); count > 0; --count) Mirror.remove(reader.u32(), touched);
      for (let count = reader.u32(); count > 0; --count) {
        const node = Mirror.read_record(reader);
        if (Mirror.ensure_element(node)) created.push(node);
        Mirror.place(node);
        Mirror.lay_out(node);
        MirrorRoles.describe(node);
        touched.add(node);
        const parent = Mirror.nodes.get(node.parent);
        if (parent) touched.add(parent);
      }
      touched.forEach(function (node) { if (Mirror.nodes.get(node.handle) === node) MirrorRoles.finish(node); });
      Mirror.restore_scroll(touched);
      MirrorFocus.after(Mirror.nodes.get(reader.u32()), created);
      Mirror.applying = false;
      KabinetPage.return_scroll();
    },

    remove: function (handle, touched) {
      const node = Mirror.nodes.get(handle);
      if (!node) return;
      const parent = Mirror.nodes.get(node.parent);
      if (parent) touched.add(parent);
      Mirror.nodes.delete(handle);
      MirrorRoles.forget(node);
      node.element.remove();
    },

    // A node keeps its element for life; only another role or heading level makes a new one. Answers whether one was made.
    ensure_element: function (node) {
      const shape = MirrorRoles.shape(node);
      if (node.element && node.shape === shape) return false;
      const old = node.element;
      const element = MirrorRoles.create(node);
      node.element = element;
      node.shape = shape;
      node.front = null;
      node.box = {};
      Mirror.nodes.set(node.handle, node);
      Mirror.of_element.set(element, node);
      if (old) {
        Array.from(old.children).forEach(function (child) { if (Mirror.of_element.get(child)) element.appendChild(child); });
        old.replaceWith(element);
        MirrorRoles.forget(node);
      }
      return true;
    },

    // Moves only what is not in its place: an untouched place keeps focus, selection and scroll.
    place: function (node) {
      const parent = Mirror.nodes.get(node.parent);
      const home = parent ? parent.element : Mirror.root;
      const previous = Mirror.nodes.get(node.previous);
      const front = previous ? previous.about || previous.element : parent ? parent.front : null;
      const next = front ? front.nextSibling : home.firstChild;
      if (node.element.parentNode === home && next === node.element) return;
      home.insertBefore(node.element, next);
      if (node.about) node.element.after(node.about);
    },

    lay_out: function (node) {
      const style = node.element.style;
      const set = function (name, value) {
        if (node.box[name] === value) return;
        node.box[name] = value;
        style[name] = value + 'px';
      };
      set('left', node.left);
      set('top', node.top);
      set('width', node.width);
      set('height', node.height);
    },

    // An element that was moved in the DOM forgets its scrollTop.
    restore_scroll: function (touched) {
      touched.forEach(function (node) {
        if (MirrorRoles.is_scroller(node.role) && node.element.scrollTop !== node.scroll_top) node.element.scrollTop = node.scroll_top;
      });
    },
  },

  kabinet_mirror_apply__deps: ['$Mirror'],
  kabinet_mirror_apply: function (at, length) {
    // A copy: focusing an element inside may call the program, whose memory may then grow and move.
    Mirror.apply(HEAPU8.slice(at, at + length));
  },
});
