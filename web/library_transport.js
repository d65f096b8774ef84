// Requests that carry secrets or files: the values go from their native inputs into the JSON body and out, and never enter the program's
// memory. All other requests take the Emscripten Fetch API (web/fetch_transport.cpp).
mergeInto(LibraryManager.library, {
  // `spec` is JSON: { method, target, headers: [[name, value]…], body, secrets: [[json key, node id]…], timeout }.
  // Ends in kabinet_secret_done(ticket, status, bytes of header lines, bytes of body); status 0 = no network, -1 = time-out.
  kabinet_send_secret__deps: ['$KabinetText', '$MirrorFiles'],
  kabinet_send_secret: function (ticket, at, length) {
    const spec = JSON.parse(KabinetText.read(at, length));
    const body = JSON.parse(spec['body'] || '{}');
    const files = [];
    spec['secrets'].forEach(function (secret) {
      const input = document.getElementById(secret[1]);
      if (secret[1] in MirrorFiles.kept) files.push(secret);
      else body[secret[0]] = input ? input.value : '';
    });
    const all = files.map(function (secret) {
      return MirrorFiles.contents(secret[1]).then(function (list) { body[secret[0]] = list; });
    });
    const answer = function (status, lines, text) {
      const head = new TextEncoder().encode(lines).length;
      const total = KabinetText.send(lines + text);
      _kabinet_secret_done(ticket, status, head, total - head);
    };
    const abort = new AbortController();
    let late = false;
    let timer = 0;
    let status = 0;
    let lines = '';
    Promise.all(all).then(function () {
      const text = JSON.stringify(body);
      // What is large has longer: 50 bytes a millisecond is a poor mobile network.
      timer = setTimeout(function () { late = true; abort.abort(); }, spec['timeout'] + text.length / 50);
      return fetch(spec['target'], {
        method: spec['method'], headers: spec['headers'], body: text, credentials: 'same-origin', cache: 'no-store', signal: abort.signal,
      });
    }).then(function (reply) {
      status = reply.status;
      reply.headers.forEach(function (value, name) { lines += name + ': ' + value + '\r\n'; });
      return reply.text();
    }).catch(function (error) {
      lines = '';
      if (error !== MirrorFiles.unreadable) {
        status = late ? -1 : 0;
        return '';
      }
      status = 422;
      lines = 'content-type: application/problem+json\r\n';
      return JSON.stringify({ 'code': 'invalid', 'fields': files.map(function (file) { return { 'field': file[0], 'code': 'unreadable' }; }) });
    }).then(function (text) {
      clearTimeout(timer);
      answer(status, lines, text);
    });
  },
});
