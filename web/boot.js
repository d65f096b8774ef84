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

  window.Module = {
    'locateFile': function (name) {
      return /\.wasm$/.test(name) ? document.querySelector('[data-asset="program"]').href : name;
    },
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
