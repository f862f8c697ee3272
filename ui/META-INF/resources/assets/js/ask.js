'use strict';
/* The second steps: words that unfold beside a button, and the dialog that asks before something moves forward. */
(() => {
  const DOUBLE_PRESS = 700;
  const dialog = document.getElementById('confirmation');
  let unfolded = 0;
  let opener = null;

  document.addEventListener('click', (event) => {
    const ask = event.target.closest('[data-ask]');
    for (const other of document.querySelectorAll('[data-ask][open]')) {
      if (other !== ask) other.open = false;
    }
    if (!ask || !event.target.closest('summary')) return;
    // Who presses twice wants it open.
    if (ask.open && performance.now() - unfolded < DOUBLE_PRESS) event.preventDefault();
    else unfolded = performance.now();
  });

  document.addEventListener('keydown', (event) => {
    const ask = event.key === 'Escape' && document.querySelector('[data-ask][open]');
    if (!ask) return;
    ask.open = false;
    ask.querySelector('summary').focus();
  });

  /** Shows what the dialog was given, or closes it when that was nothing. */
  function settle() {
    const asks = dialog.querySelector('form') !== null;
    if (asks && !dialog.matches(':modal')) {
      opener = banyan.trail(document.activeElement);
      dialog.removeAttribute('open');
      dialog.showModal();
    } else if (!asks && dialog.open) {
      dialog.close();
      banyan.keep(opener);
    }
  }

  function leave() {
    dialog.replaceChildren();
    settle();
  }

  if (!dialog) return;
  dialog.addEventListener('cancel', leave);
  dialog.addEventListener('click', (event) => {
    const link = event.target.closest('[data-leave]');
    if (!link || link.pathname !== location.pathname) return;
    event.preventDefault();
    leave();
  });
  document.addEventListener('banyan:patched', settle);
  settle();
})();
