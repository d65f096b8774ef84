// The page around the program: size and pixel ratio, visibility, history, network, language, text view, storage, fonts.
// Must not know screens. Storage may be forbidden: then nothing is remembered, and nothing breaks.
mergeInto(LibraryManager.library, {
  $KabinetPage__deps: ['$KabinetText', '$MirrorFocus'],
  $KabinetPage: {
    // With the fragment, which a letter's link carries its token in: told to the program once, then gone from the address bar and
    // the history. It is never part of a request's address.
    path: function () {
      const fragment = location.hash;
      const path = location.pathname + location.search;
      if (fragment) history.replaceState(history.state, '', path);
      return KabinetText.send(path + fragment);
    },

    // The style sheet of the text view and of print is fetched when it is wanted, not with the first screen.
    text_sheet: function () { return document.querySelector('[data-asset="text-view"]'); },
    want_text_sheet: function () {
      const sheet = KabinetPage.text_sheet();
      if (!sheet.href) sheet.href = sheet.getAttribute('data-href');
    },
    // The print dialog waits for nobody: only a synchronous request is in time. A browser without constructable sheets (Safari 16.3)
    // may print the first page as it looks and the next attempt as it should.
    print_sheet: function () {
      if (KabinetPage.text_sheet().href) return;
      try {
        const request = new XMLHttpRequest();
        request.open('GET', KabinetPage.text_sheet().getAttribute('data-href'), false);
        request.send();
        const sheet = new CSSStyleSheet({ 'media': 'print' });
        sheet['replaceSync'](request.status === 200 ? request.responseText : '');
        document['adoptedStyleSheets'] = [sheet];
      } catch (error) {
        KabinetPage.want_text_sheet();
      }
    },

    // kabinet_resized(): CSS px, device px of the canvas, ratio. At rest neither observer nor media query costs anything.
    watch_size: function () {
      const canvas = document.getElementById('kabinet-canvas');
      const root = document.getElementById('kabinet-root');
      const tell = function (entry) {
        // In the text view there is no canvas to measure, but the program still lays out.
        const text = document.documentElement.getAttribute('data-view') === 'text';
        const width = text ? innerWidth : root.clientWidth;
        const height = text ? innerHeight : root.clientHeight;
        if (!width || !height) return;
        if (text) return _kabinet_resized(width, height, width, height, 1);
        const ratio = window.devicePixelRatio || 1;
        // The exact box, where the browser has it (not Safari 17) and means it: under an emulated ratio Chromium gives CSS px.
        const box = entry && entry['devicePixelContentBoxSize'] && entry['devicePixelContentBoxSize'][0];
        const device = function (css, exact) { return exact && Math.abs(exact - css * ratio) < 2 ? exact : Math.round(css * ratio); };
        _kabinet_resized(width, height, device(width, box && box['inlineSize']), device(height, box && box['blockSize']), ratio);
      };
      const observer = new ResizeObserver(function (entries) { tell(entries[entries.length - 1]); });
      try {
        observer.observe(canvas, { 'box': 'device-pixel-content-box' });
      } catch (error) {
        observer.observe(canvas);
      }
      const watch_ratio = function () {
        matchMedia('(resolution: ' + (window.devicePixelRatio || 1) + 'dppx)').addEventListener('change', function () {
          watch_ratio();
          tell();
        }, { once: true });
      };
      watch_ratio();
      tell();
    },

    // Where an entry of the history was scrolled to goes with it; Back and a reload return there as soon as the screen is that long again.
    wanted: null,
    keep_scroll: function () {
      const main = MirrorFocus.main_scroller();
      history.replaceState({ 'top': main ? main.scrollTop : 0 }, '');
    },
    want_scroll: function (state) { KabinetPage.wanted = state && state['top'] || 0; },
    return_scroll: function () {
      if (KabinetPage.wanted === null) return;
      const main = MirrorFocus.main_scroller();
      const room = main ? main.scrollHeight - main.clientHeight : 0;
      if (main) main.scrollTop = Math.min(KabinetPage.wanted, room);
      if (room >= KabinetPage.wanted) KabinetPage.wanted = null;
    },

    watch: function () {
      const give_up = function () { KabinetPage.wanted = null; };  // the person scrolls or does something else
      ['wheel', 'pointerdown', 'keydown'].forEach(function (kind) { addEventListener(kind, give_up, { capture: true, passive: true }); });
      addEventListener('popstate', function (event) {
        KabinetPage.want_scroll(event.state);
        _kabinet_path_changed(KabinetPage.path());
      });
      addEventListener('pagehide', KabinetPage.keep_scroll);
      KabinetPage.want_scroll(history.state);
      addEventListener('beforeprint', KabinetPage.print_sheet);
      matchMedia('print').addEventListener('change', function (event) { if (event.matches) KabinetPage.print_sheet(); });
      addEventListener('online', function () { _kabinet_online_changed(1); });
      addEventListener('offline', function () { _kabinet_online_changed(0); });
      document.addEventListener('visibilitychange', function () { if (!document.hidden) _kabinet_visible_again(); });
      addEventListener('pageshow', function (event) { if (event.persisted) _kabinet_visible_again(); });
    },
  },

  kabinet_page_watch__deps: ['$KabinetPage'],
  kabinet_page_watch: function () {
    KabinetPage.watch();
    KabinetPage.watch_size();
  },

  kabinet_page_path__deps: ['$KabinetPage'],
  kabinet_page_path: function () {
    return KabinetPage.path();
  },

  kabinet_page_online: function () {
    return navigator.onLine === false ? 0 : 1;
  },

  kabinet_page_ready: function () {
    document.documentElement.setAttribute('data-ready', '1');
    document.getElementById('kabinet-splash').hidden = true;
  },

  kabinet_print: function () {
    // Not from within a frame: the dialog stops everything, and the last frame has to be in the page.
    setTimeout(function () { window.print(); }, 0);
  },

  // The two parts of the program: web/boot.js.
  kabinet_program_whole: function () {
    return Module['kabinetRest']['whole'] ? 1 : 0;
  },

  kabinet_fetch_rest: function () {
    Module['kabinetRest']['fetch']().then(function () { _kabinet_rest_arrived(); }, function () { Module['kabinetFail']('network'); });
  },

  kabinet_set_title__deps: ['$KabinetText'],
  kabinet_set_title: function (at, length) {
    document.title = KabinetText.read(at, length);
  },

  kabinet_go__deps: ['$KabinetText', '$KabinetPage'],
  // 0 push, 1 replace, 2 leave.
  kabinet_go: function (kind, at, length) {
    const address = KabinetText.read(at, length);
    if (kind === 1) return history.replaceState(history.state, '', address);
    if (kind === 2) return location.assign(address);
    KabinetPage.keep_scroll();
    KabinetPage.wanted = null;
    history.pushState(null, '', address);
    // Another screen begins at its top.
    document.querySelectorAll('#kabinet-mirror .scroller').forEach(function (element) { element.scrollTop = 0; });
    scrollTo(0, 0);
  },

  kabinet_set_language__deps: ['$KabinetText'],
  kabinet_set_language: function (at, length) {
    document.documentElement.lang = KabinetText.read(at, length);
  },

  kabinet_set_text_view__deps: ['$KabinetPage'],
  kabinet_set_text_view: function (on) {
    if (on) KabinetPage.want_text_sheet();
    KabinetPage.text_sheet().media = on ? 'all' : 'print';
    document.documentElement.setAttribute('data-view', on ? 'text' : 'canvas');
  },

  kabinet_set_accent__deps: ['$KabinetText'],
  kabinet_set_accent: function (accent, accent_length, soft, soft_length) {
    const style = document.documentElement.style;
    style.setProperty('--accent', KabinetText.read(accent, accent_length));
    style.setProperty('--accent-soft', KabinetText.read(soft, soft_length));
  },

  // 128 random bits as 32 hex digits.
  kabinet_new_key__deps: ['$KabinetText'],
  kabinet_new_key: function () {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return KabinetText.send(Array.from(bytes, function (byte) { return ('0' + byte.toString(16)).slice(-2); }).join(''));
  },

  kabinet_recall__deps: ['$KabinetText'],
  kabinet_recall: function (at, length) {
    try {
      return KabinetText.send(localStorage.getItem('kabinet.' + KabinetText.read(at, length)) || '');
    } catch (error) {
      return 0;
    }
  },

  kabinet_remember__deps: ['$KabinetText'],
  kabinet_remember: function (name, name_length, value, value_length) {
    try {
      localStorage.setItem('kabinet.' + KabinetText.read(name, name_length), KabinetText.read(value, value_length));
    } catch (error) {
      // Private window or full: this visit keeps the choice, the next one does not.
    }
  },

  // Fetches the fonts that the page preloads, gives the same bytes to the browser (native fields) and to the program.
  kabinet_load_fonts: function () {
    const names = ['font-400', 'font-500', 'font-600', 'font-icons'];
    const load = function (name, index) {
      return fetch(document.querySelector('[data-asset="' + name + '"]').href).then(function (reply) {
        if (!reply.ok) throw new Error(name);
        return reply.arrayBuffer();
      }).then(function (buffer) {
        if (index < 3) document.fonts.add(new FontFace('Golos Text', buffer.slice(0), { weight: name.slice(5) }));
        return new Uint8Array(buffer);
      });
    };
    Promise.all(names.map(load)).then(function (files) {
      files.forEach(function (bytes, index) {
        HEAPU8.set(bytes, _kabinet_font_buffer(index, bytes.length));
      });
    }).then(function () { _kabinet_fonts_ready(); }, function () { Module['kabinetFail']('network'); });
  },
});
