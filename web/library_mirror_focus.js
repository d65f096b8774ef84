// Where the focus goes when the tree changes: dialogs and their openers, what is inert, first focus, vanished elements.
// DOM focus is the only focus there is. Must not know screens.
mergeInto(LibraryManager.library, {
  $MirrorFocus: {
    FOCUSABLE: 'button:not([disabled]),a[href],input:not([disabled]),textarea:not([disabled]),select:not([disabled]),[tabindex="0"]',
    dialogs: [],        // open modal dialogs, the last on top: { element, opener }
    inert: [],
    active: null,       // the mirrored element that had the focus before this patch
    keyboard: false,    // the last thing the person did was a key: the ring shows

    before: function () {
      const active = document.activeElement;
      MirrorFocus.active = active && Mirror.of_element.has(active) ? active : null;
    },

    // `asked`: the node the program wants focused; `created`: nodes whose elements are new.
    after: function (asked, created) {
      const before = MirrorFocus.active;
      const change = MirrorFocus.mind_dialogs(before || asked && asked.element);
      const lost = before && !MirrorFocus.can_have(before);
      let target = asked && MirrorFocus.can_have(asked.element) ? asked.element : null;
      if (!target && change.opened) target = MirrorFocus.first_in(change.opened);
      if (!target) target = MirrorFocus.wished(created);
      if (!target && change.opener && MirrorFocus.can_have(change.opener) && (lost || !before)) target = change.opener;
      if (!target && lost) target = MirrorFocus.heading();
      if (!target && before && document.activeElement !== before) target = before;
      if (target && document.activeElement !== target) MirrorFocus.give(target, asked !== undefined && target === asked.element);
      MirrorFocus.active = null;

      const now = document.activeElement;
      if (now === before) return;
      if (before && Mirror.of_element.has(before)) MirrorEvents.send(3, Mirror.of_element.get(before));
      if (Mirror.of_element.has(now)) MirrorEvents.send(2, Mirror.of_element.get(now));
    },

    can_have: function (element) {
      return element.isConnected && !element.disabled && !element.closest('[inert]');
    },

    give: function (element, reveal) {
      if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
      const options = { 'preventScroll': !reveal };
      if (!element.matches('input,textarea,select')) options['focusVisible'] = MirrorFocus.keyboard;
      element.focus(options);
      const node = Mirror.of_element.get(element);
      if (node && node.states & MirrorRoles.InColumn) element.select();  // what is typed replaces what is there, as in a spreadsheet
    },

    // Follows the modal dialogs of the tree. Answers what opened on top, or the opener of what closed.
    mind_dialogs: function (before) {
      const change = { opened: null, opener: null };
      const present = Array.from(Mirror.root.querySelectorAll('[role="dialog"][aria-modal="true"]'));
      MirrorFocus.dialogs = MirrorFocus.dialogs.filter(function (entry) {
        if (present.indexOf(entry.element) >= 0) return true;
        change.opener = change.opener || entry.opener;
        return false;
      });
      present.forEach(function (element) {
        if (MirrorFocus.dialogs.some(function (entry) { return entry.element === element; })) return;
        // One dialog in the place of another: its opener is who opened the first.
        MirrorFocus.dialogs.push({ element: element, opener: before && before.isConnected ? before : change.opener });
        change.opened = element;
      });
      MirrorFocus.shut_out();
      return change;
    },

    // Everything beside the path from the root to the top dialog is inert.
    shut_out: function () {
      const out = [];
      let element = MirrorFocus.top();
      while (element && element !== Mirror.root) {
        Array.from(element.parentElement.children).forEach(function (sibling) {
          if (sibling !== element && !sibling.matches('[role="alert"],[role="status"]')) out.push(sibling);
        });
        element = element.parentElement;
      }
      MirrorFocus.inert.forEach(function (old) { if (out.indexOf(old) < 0) old.removeAttribute('inert'); });
      out.forEach(function (sibling) { if (!sibling.hasAttribute('inert')) sibling.setAttribute('inert', ''); });
      MirrorFocus.inert = out;
    },

    top: function () {
      const count = MirrorFocus.dialogs.length;
      return count ? MirrorFocus.dialogs[count - 1].element : null;
    },

    first_in: function (dialog) {
      const wished = Array.from(dialog.querySelectorAll('*')).find(function (element) {
        const node = Mirror.of_element.get(element);
        return node && node.states & MirrorRoles.AutoFocus && MirrorFocus.can_have(element);
      });
      return wished || dialog.querySelector(MirrorFocus.FOCUSABLE) || dialog;
    },

    wished: function (created) {
      const node = created.find(function (candidate) {
        return candidate.states & MirrorRoles.AutoFocus && MirrorFocus.can_have(candidate.element);
      });
      if (!node) return null;
      // A soft keyboard that nobody asked for covers half of a phone.
      return MirrorRoles.is_field(node.role) && matchMedia('(pointer: coarse)').matches ? null : node.element;
    },

    heading: function () {
      const within = MirrorFocus.top() || Mirror.root;
      return within.querySelector('h1') || MirrorFocus.top() || within.querySelector('[role="main"]');
    },

    // The tallest scroller that can scroll now, or null.
    main_scroller: function () {
      let best = null;
      Mirror.root.querySelectorAll('.scroller').forEach(function (element) {
        if (element.scrollHeight <= element.clientHeight || element.closest('[inert]')) return;
        if (!best || element.clientHeight > best.clientHeight) best = element;
      });
      return best;
    },

    // A press on the canvas: the control drawn there takes the focus as a native one would, anything else gives it up.
    // Answers whether a control took it.
    press: function (x, y) {
      let found = null;
      Mirror.root.querySelectorAll('button:not([disabled])').forEach(function (element) {
        if (MirrorFocus.covers(element, x, y) && !element.closest('[inert]')) found = element;
      });
      if (found) MirrorFields.reread_form(found);
      const active = document.activeElement;
      if (active && active !== found && active !== document.body) active.blur();
      if (found && active !== found) found.focus({ 'preventScroll': true, 'focusVisible': false });
      return found !== null;
    },

    covers: function (element, x, y) {
      for (let box = element; box && box !== Mirror.root; box = box.parentElement && box.parentElement.closest('.scroller')) {
        const rect = box.getBoundingClientRect();
        if (x < rect.left || x >= rect.right || y < rect.top || y >= rect.bottom) return false;
      }
      return true;
    },
  },
});
