// Before the program is up: tells it where its wasm lies, and says in words when it cannot start or has stopped.
(function () {
  'use strict';
  var root = document.documentElement;

  function fail(reason) {
    if (root.getAttribute('data-failed')) return;
    root.setAttribute('data-failed', reason);
    var box = document.getElementById('kabinet-failure');
    box.querySelectorAll('[data-reason]').forEach(function (line) { line.hidden = line.getAttribute('data-reason') !== reason; });
    document.getElementById('kabinet-splash').hidden = true;
    document.getElementById('kabinet-root').hidden = true;
    box.hidden = false;
    document.getElementById('kabinet-retry').focus();
  }

  function is_fault(error) {
    return typeof WebAssembly === 'object' && (error instanceof WebAssembly.RuntimeError ||
      (WebAssembly.Exception && error instanceof WebAssembly.Exception));
  }

  document.getElementById('kabinet-retry').addEventListener('click', function () { location.reload(); });
  if (typeof WebAssembly !== 'object' || typeof ResizeObserver !== 'function') return fail('old');

  // The program comes in two parts (cmake/split_program.py). The first draws the start pages. The rest is fetched at the first sign that
  // somebody is there, at once where the address is of another page, or when the program asks for it (Host::fetch_rest); without a network
  // as soon as there is one. Its functions take their places in the table when it is instantiated; until then each place holds a stand-in
  // that fetches it while all waits.
  var program = document.querySelector('[data-asset="program"]').href;
  var rest_address = document.querySelector('[name="kabinet-rest"]').content;
  var rest = { 'whole': !rest_address, 'fetch': fetch_rest };
  var first, table, coming;

  function whole() { rest['whole'] = true; }

  function online(error) {
    if (navigator.onLine) throw error;
    return new Promise(function (resolve) { addEventListener('online', resolve, { once: true }); });
  }

  function compile_rest() {
    return WebAssembly.compileStreaming(fetch(rest_address)).catch(function (error) { return online(error).then(compile_rest); });
  }

  function fetch_rest() {
    if (rest['whole']) return Promise.resolve();
    if (!coming) {
      coming = compile_rest().then(function (module) {
        return first.then(function (instance) { return WebAssembly.instantiate(module, { 'primary': instance.exports }); });
      }).then(whole);
      coming.catch(function () { coming = null; });  // whoever wants it next tries again
    }
    return coming;
  }

  function stand_in(instance, place) {
    return function () {
      if (!rest['whole']) {
        var request = new XMLHttpRequest();
        request.open('GET', rest_address, false);
        request.overrideMimeType('text/plain; charset=x-user-defined');  // bytes: a synchronous request has no array buffers
        try { request.send(); } catch (error) { fail('network'); }
        if (request.status !== 200) fail('network');
        new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(request.responseText, function (c) { return c.charCodeAt(0) & 255; })),
                                 { 'primary': instance().exports });
        whole();
      }
      return table.get(place).apply(null, arguments);
    };
  }

  function start(imports, receive) {
    var started;
    imports['placeholder'] = new Proxy({}, { get: function (_, place) { return stand_in(function () { return started; }, Number(place)); } });
    first = WebAssembly.instantiateStreaming(fetch(program), imports).then(function (result) {
      started = result.instance;
      table = Object.values(started.exports).find(function (one) { return one instanceof WebAssembly.Table; });
      receive(started, result.module);
      return started;
    });
    first.catch(function (error) { fail(error instanceof WebAssembly.CompileError ? 'old' : 'network'); });
    if (!/^\/[^/]*\/?(organisations(\/sign-in)?|individuals)?$/.test(location.pathname)) fetch_rest();
    return {};
  }

  ['pointerdown', 'keydown', 'input'].forEach(function (kind) {
    addEventListener(kind, function () { if (first) fetch_rest(); }, { once: true, capture: true, passive: true });
  });

  window.Module = {
    'instantiateWasm': start,
    'kabinetRest': rest,
    'onAbort': function (what) { fail(/CompileError/.test(String(what)) ? 'old' : root.getAttribute('data-ready') ? 'fault' : 'network'); },
    'kabinetFail': fail,
  };
  document.querySelector('[data-asset="script"]').addEventListener('error', function () { fail('network'); });
  addEventListener('error', function (event) { if (is_fault(event.error)) fail('fault'); });
  addEventListener('unhandledrejection', function (event) {
    if (is_fault(event.reason)) fail('fault');
    else if (!root.getAttribute('data-ready')) fail('network');  // the wasm did not come
  });
})();
