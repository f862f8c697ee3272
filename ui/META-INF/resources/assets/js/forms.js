'use strict';
/* Forms: answers are patched in by id, and a few fields get hands of their own. Everything here also works as a plain form without it. */
(() => {
  const page = document.getElementById('page');
  document.documentElement.classList.add('scripted');

  // For whatever element it was asked, and even if that is gone by now: an answer changes what it names by id, nothing else.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (!event.detail.shouldSwap) return;
    event.detail.shouldSwap = false;
    if (!event.detail.xhr.getResponseHeader('Content-Type')?.startsWith('text/html')) {
      tell('The server could not do that.', 'Look at the page before you try again: it shows what holds.');
      return;
    }
    banyan.patch(banyan.parse(event.detail.serverResponse), 'answer');
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) window.print();
  });

  function tell(title, text) {
    const place = document.getElementById('notice');
    const box = document.createElement('div');
    box.className = 'notice refused';
    const words = document.createElement('p');
    const strong = document.createElement('b');
    strong.textContent = title;
    words.append(strong, ' ', text);
    box.append(words);
    place.setAttribute('role', 'alert');
    place.replaceChildren(box);
  }
  banyan.tell = tell;


  document.addEventListener('htmx:responseError', () => {
    tell('The server could not do that.', 'Look at the page before you try again: it shows what holds.');
  });
  for (const name of ['htmx:sendError', 'htmx:timeout']) {
    document.addEventListener(name, (event) => {
      if (event.detail.requestConfig?.verb === 'get') return;
      tell('No answer from the server.', 'It may or may not have been done. Look at the page once it is connected again, or try again now.');
    });
  }

  /** Slider, usual shares and number field are three hands on one value. */
  function show(field, value) {
    const slider = page.querySelector(`[data-slider="${field.id}"]`);
    if (slider && slider !== document.activeElement) slider.value = value;
  }

  function set(field, value) {
    field.value = value;
    show(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  document.addEventListener('input', (event) => {
    const field = event.target;
    const guard = field.closest('[data-guard]');
    if (guard) guard.dataset.dirty = '';
    if (field.dataset.slider) {
      document.getElementById(field.dataset.slider).value = field.value;
    } else if (field.id) {
      show(field, field.value);
    }
    if (field.dataset.filter) filter(field);
  });

  document.addEventListener('click', (event) => {
    const pick = event.target.closest('[data-pick]');
    if (pick) set(document.getElementById(pick.dataset.for), pick.dataset.pick);
    const dismiss = event.target.closest('[data-dismiss]');
    if (dismiss) dismiss.closest('.notice').remove();
  });

  /** Good news leaves by itself, bad news when it was read. */
  let leaving = null;
  let said = null;
  function seeOff() {
    const done = document.querySelector('#notice .notice.done');
    if (done?.textContent === said) return;
    clearTimeout(leaving);
    said = done?.textContent;
    if (done) leaving = setTimeout(() => done.remove(), 8000);
  }
  document.addEventListener('banyan:patched', seeOff);
  seeOff();

  /** The list is here already, so a search needs no round trip. */
  function filter(field) {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const list = document.querySelector(field.dataset.filter);
    if (!list) return;
    let left = 0;
    for (const row of list.children) {
      row.hidden = !words.every((word) => row.dataset.text.includes(word));
      if (!row.hidden) left += 1;
    }
    const nothing = document.querySelector(`[data-nothing="${field.dataset.filter}"]`);
    if (nothing) nothing.hidden = left > 0;
  }

  document.addEventListener('banyan:patched', () => {
    const field = document.querySelector('[data-filter]');
    if (field && field.value) filter(field);
  });
})();
