// Files that the person chose: they stay in this page. The program gets to know their names, sizes and what they are by their first bytes,
// and says in the node's value which of them are still wanted; five megabytes of pictures never go through wasm, whose memory would
// grow by them for good. Their bytes leave only in a request's body (library_transport.js). Must not know which screen wants them.
mergeInto(LibraryManager.library, {
  $MirrorFiles: {
    kept: {},     // node id → [{ id, file, kind }]: outlives its element, as the draft that the person left does
    next: 1,
    unreadable: {},  // what a file rejects with that was moved, changed or forbidden meanwhile

    create: function (element) {
      element.type = 'file';
      element.multiple = true;
    },

    update: function (node) {
      MirrorRoles.put(node.element, 'accept', node.input.type);
      node.element.disabled = (node.states & MirrorRoles.Disabled) !== 0;
      const wanted = node.value.split(' ');
      MirrorFiles.kept[node.id] = MirrorFiles.of(node.id).filter(function (each) { return wanted.indexOf(String(each.id)) >= 0; });
    },

    of: function (id) { return MirrorFiles.kept[id] || []; },

    // Lines of «id, size, kind, name» with tabs between.
    chosen: function (node) {
      const files = Array.from(node.element.files);
      node.element.value = '';  // the same file may be chosen again after it was taken off
      Promise.all(files.map(MirrorFiles.kind)).then(function (kinds) {
        const fresh = files.map(function (file, i) { return { id: MirrorFiles.next++, file: file, kind: kinds[i] }; });
        const list = MirrorFiles.kept[node.id] = MirrorFiles.of(node.id).concat(fresh);
        if (Mirror.nodes.get(node.handle) !== node) return;
        MirrorEvents.send(1, node, list.map(function (each) {
          return [each.id, each.file.size, each.kind, each.file.name.replace(/[\x00-\x1f\x7f]/g, ' ')].join('\t');
        }).join('\n'), 0);
      });
    },

    kind: function (file) {
      return file.slice(0, 8).arrayBuffer().then(function (buffer) {
        const head = Array.from(new Uint8Array(buffer), function (byte) { return ('0' + byte.toString(16)).slice(-2); }).join('');
        return head.indexOf('255044462d') === 0 ? 'pdf' : head === '89504e470d0a1a0a' ? 'png' : head.indexOf('ffd8ff') === 0 ? 'jpeg' : '';
      }, function () { return ''; });
    },

    // [{ name, content }], content in base64.
    contents: function (id) {
      return Promise.all(MirrorFiles.of(id).map(function (each) {
        return new Promise(function (done, failed) {
          const reader = new FileReader();
          reader.onload = function () { done({ 'name': each.file.name, 'content': reader.result.slice(reader.result.indexOf(',') + 1) }); };
          reader.onerror = function () { failed(MirrorFiles.unreadable); };
          reader.readAsDataURL(each.file);
        });
      }));
    },
  },
});
