// Requests that carry secrets: the values go from their native inputs into the JSON body and out, and never enter the program's memory.
// All other requests take the Emscripten Fetch API (web/fetch_transport.cpp).
mergeInto(LibraryManager.library, {
  // `spec` is JSON: { method, target, headers: [[name, value]…], body, secrets: [[json key, node id]…], timeout }.
  // Ends in kabinet_secret_done(ticket, status, bytes of header lines, bytes of body); status 0 = no network, -1 = time-out.
  kabinet_send_secret__deps: ['$KabinetText'],
  kabinet_send_secret: function (ticket, at, length) {
    const spec = JSON.parse(KabinetText.read(at, length));
    const body = JSON.parse(spec['body'] || '{}');
    spec['secrets'].forEach(function (secret) {
      const input = document.getElementById(secret[1]);
      body[secret[0]] = input ? input.value : '';
    });
    const abort = new AbortController();
    let late = false;
    const timer = setTimeout(function () { late = true; abort.abort(); }, spec['timeout']);
    let status = 0;
    let lines = '';
    fetch(spec['target'], {
      method: spec['method'], headers: spec['headers'], body: JSON.stringify(body), credentials: 'same-origin', cache: 'no-store',
      signal: abort.signal,
    }).then(function (reply) {
      status = reply.status;
      reply.headers.forEach(function (value, name) { lines += name + ': ' + value + '\r\n'; });
      return reply.text();
    }).catch(function () {
      status = late ? -1 : 0;
      lines = '';
      return '';
    }).then(function (text) {
      clearTimeout(timer);
      const head = new TextEncoder().encode(lines).length;
      const total = KabinetText.send(lines + text);
      _kabinet_secret_done(ticket, status, head, total - head);
    });
  },
});
