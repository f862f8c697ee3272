'use strict';
/*
 * A press hits what was aimed at, and the keyboard stays where it was, whatever an update or an answer does to the page.
 *
 * What can happen                                    and what is done
 * something grows or shrinks above the pointer       the page is scrolled by as much, so that what lies under the pointer stays there
 * another button comes to lie there all the same     a press within a second of that is not taken, and it is said; pressed again, it is
 * what has the focus goes, or is locked meanwhile    the focus goes to what is left of its surroundings, never to nothing
 */
window.banyan = {};
(() => {
  const CONTROLS = 'button, summary, .button';
  const ANCHORS = `${CONTROLS}, label, input, select`;
  const LATELY = 1000;
  const SETTLED = 100;
  const AGAIN = { from: 400, to: 5000 };
  const looks = [];
  let changed = 0;
  let pointer = null;
  let refused = null;
  let sender = null;

  /** Does what changes the page. */
  function hold(change) {
    const anchor = underPointer();
    const top = anchor?.getBoundingClientRect().top;
    const focus = trail(document.activeElement);
    remember();
    changed = performance.now();
    change();
    if (anchor?.isConnected) window.scrollBy({ top: anchor.getBoundingClientRect().top - top, behavior: 'instant' });
    keep(focus);
  }

  function underPointer() {
    const element = pointer && document.elementFromPoint(pointer.x, pointer.y);
    return element?.closest(ANCHORS) ?? null;
  }

  // A finger that was lifted is nowhere, but the second half of a double tap may follow.
  for (const name of ['pointermove', 'pointerdown']) {
    document.addEventListener(name, (event) => {
      pointer = { x: event.clientX, y: event.clientY };
    }, { capture: true, passive: true });
  }
  document.documentElement.addEventListener('pointerleave', () => {
    pointer = null;
  });

  /** What a press on it would do. */
  function meaning(control) {
    const form = control.closest('form');
    const what = control.closest('a')?.getAttribute('href') ?? form?.getAttribute('action') ?? control.parentElement.id;
    return [control.nodeName, what, control.name, control.value, control.dataset.pick, control.id].join(' ');
  }

  function remember() {
    const at = performance.now();
    while (looks.length && at - looks[0].at > LATELY) looks.shift();
    looks.push({ at, places: [...document.querySelectorAll(CONTROLS)].map(place).filter(isOnTop) });
  }

  function place(control) {
    return { control, meaning: meaning(control), box: control.getBoundingClientRect() };
  }

  function isOnTop({ control, box }) {
    if (!box.width || box.bottom < 0 || box.top > innerHeight) return false;
    return control.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
  }

  // Who types, searches or scrolls moves the page on purpose. What follows a change at once is scrolled by us, or by the browser.
  document.addEventListener('input', () => {
    looks.length = 0;
  }, { capture: true });
  document.addEventListener('scroll', () => {
    if (performance.now() - changed > SETTLED) looks.length = 0;
  }, { capture: true, passive: true });

  /** Whether something else lay there a moment ago. */
  function missed(control, x, y) {
    const now = performance.now();
    const aimedAt = looks.filter((look) => now - look.at < LATELY)
      .map((look) => look.places.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom))
      .find((before) => before && before.meaning !== meaning(control));
    if (!aimedAt) return false;
    const since = refused?.meaning === meaning(control) ? now - refused.at : Infinity;
    if (since > AGAIN.from && since < AGAIN.to) return false;
    if (since > AGAIN.from) refused = { meaning: meaning(control), at: now };
    return true;
  }

  window.addEventListener('click', (event) => {
    const control = event.target.closest?.(CONTROLS);
    if (!control) return;
    const resting = control.getAttribute('aria-disabled') === 'true';
    // A key presses what has the focus, and that does not slip away from under it.
    const slipped = !resting && event.detail > 0 && missed(control, event.clientX, event.clientY);
    if (!resting && !slipped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (slipped) banyan.tell('The page moved just then.', 'Nothing was done. Press again.');
  }, { capture: true });

  /** An element, and where it is, so that its surroundings are found when it is gone. */
  function trail(element) {
    if (!element || element === document.body) return null;
    const ids = [];
    for (let each = element; each; each = each.parentElement) if (each.id) ids.push(each.id);
    return { element, ids };
  }

  /** What was closed or taken away keeps the focus for a moment, and then nothing has it. */
  function hasFocus(element) {
    return element && element !== document.body && element.checkVisibility();
  }

  function keep(focus) {
    if (!focus || hasFocus(document.activeElement)) return;
    const element = [focus.element, ...focus.ids.map((id) => document.getElementById(id))]
      .find((each) => each?.isConnected && each.checkVisibility());
    const target = element?.nodeName === 'DETAILS' ? element.querySelector('summary') : element;
    target?.focus({ preventScroll: true });
    if (target && document.activeElement !== target && !target.disabled) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  // A button that is locked while its request is on the way loses the focus.
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.detail.elt.contains(document.activeElement)) sender = trail(document.activeElement);
  });
  document.addEventListener('htmx:afterRequest', () => {
    keep(sender);
    sender = null;
  });

  Object.assign(banyan, { hold, keep, trail });
})();
