// Text between the page and the program: into its scratch buffer, UTF-8, and out of its memory.
// Every library here sends text this way; must not know what the text means.
mergeInto(LibraryManager.library, {
  $KabinetText: {
    // Answers the length in bytes; the program reads that many from its scratch buffer at once.
    send: function (text) {
      const bytes = new TextEncoder().encode(text);
      const at = _kabinet_scratch(bytes.length);
      HEAPU8.set(bytes, at);
      return bytes.length;
    },
    read: function (at, length) {
      return new TextDecoder().decode(HEAPU8.subarray(at, at + length));
    },
  },
});
