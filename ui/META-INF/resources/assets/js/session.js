'use strict';
/*
 * The session ends, or another one begins in another tab, while a page is open. The page stays, and with it all that was entered.
 *
 * What is found                        and what is done
 * nobody is signed in                  a sign-in form on top of the page; then what was pressed is sent again
 * the same person has a new session    it is sent again, with the new session's token
 * somebody else is signed in           nothing is sent: the page is loaded for them, with what was entered, and they press themselves
 *
 * Texts wait in this tab's own storage for an hour at most, and only while a page is loaded for somebody else. Passwords and tokens never do.
 */
(() => {
  const page = document.getElementById('page');
  const user = page?.dataset.user;
  const address = page?.dataset.signInAt;
  if (!address) return;

  const HOUR = 3600000;
  const store = `banyan:entered:${location.pathname}`;
  const scripted = { 'HX-Request': 'true' };
  const band = document.getElementById('signed-out');
  const unsaid = new Set(['csrf', 'version', 'next']);
  let waiting = [];
  let asking = false;

  document.addEventListener('htmx:beforeOnLoad', (event) => {
    const { xhr } = event.detail;
    const other = xhr.status === 403 && xhr.getResponseHeader('Banyan-Refused') === 'csrf';
    if (xhr.status !== 401 && !other) return;
    event.preventDefault();
    const { elt, requestConfig } = event.detail;
    waiting = waiting.filter((each) => each.elt !== elt);
    waiting.push({ elt, submitter: requestConfig.triggeringEvent?.submitter });
    ask();
  });

  band?.querySelector('[data-sign-in]').addEventListener('click', ask);

  // Whoever comes back from another tab may have signed in there: then there is nothing left to ask.
  window.addEventListener('focus', async () => {
    if (!dialog()?.open) return;
    const next = await piece(fetch(address, { headers: scripted, cache: 'no-store' })).catch(() => null);
    if (next && 'csrf' in next.dataset && dialog()?.open) take(next);
  });

  async function ask() {
    if (asking || dialog()?.open) return;
    asking = true;
    try {
      take(await piece(fetch(address, { headers: scripted, cache: 'no-store' })));
    } catch {
      waiting = [];
      banyan.tell('No answer from the server.', 'Nothing was done. Try again once it is connected.');
    } finally {
      asking = false;
    }
  }

  /** Whether somebody is signed in; asks nobody for anything. */
  async function look() {
    if (asking || dialog()?.open) return;
    const next = await piece(fetch(address, { headers: scripted, cache: 'no-store' }));
    if (next) band.hidden = 'csrf' in next.dataset;
  }

  async function piece(answer) {
    return banyan.parse(await (await answer).text()).getElementById('sign-in-again');
  }

  function dialog() {
    return document.querySelector('dialog#sign-in-again');
  }

  function take(next) {
    if (!next) throw new Error('no sign-in form');
    dialog()?.remove();
    if ('csrf' in next.dataset) goOn(next.dataset.user, next.dataset.csrf);
    else show(next);
  }

  function show(next) {
    document.body.append(next);
    const name = next.querySelector('[name=username]');
    const password = next.querySelector('[name=password]');
    if (!name.value) name.value = user;
    next.querySelector('form').addEventListener('submit', send);
    next.querySelector('[data-later]').addEventListener('click', () => next.close());
    next.addEventListener('close', later);
    next.showModal();
    password.focus();
  }

  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector('button.strong');
    if (button.disabled) return;
    button.disabled = true;
    try {
      take(await piece(fetch(form.action, { method: 'POST', headers: scripted, body: new URLSearchParams(new FormData(form)) })));
    } catch {
      button.disabled = false;
      form.reportValidity();
      banyan.tell('No answer from the server.', 'Try to sign in again once it is connected.');
    }
  }

  /** Put off: nothing is sent, and what was pressed has to be pressed again. */
  function later() {
    dialog()?.remove();
    waiting = [];
    band.hidden = false;
  }

  function goOn(who, csrf) {
    if (who !== user) {
      keep(who);
      location.reload();
      return;
    }
    band.hidden = true;
    for (const field of document.querySelectorAll('input[name=csrf]')) {
      field.value = csrf;
      field.setAttribute('value', csrf);
    }
    document.dispatchEvent(new CustomEvent('banyan:signed-in'));
    const again = waiting;
    waiting = [];
    for (const each of again) repeat(each);
  }

  /** As if it were pressed now: with what is entered, and the new token. */
  function repeat({ elt, submitter }) {
    if (!elt.isConnected) {
      banyan.tell('Signed in.', 'The page has changed meanwhile. Look at it, and press again.');
    } else if (elt.nodeName === 'FORM') {
      elt.requestSubmit(submitter && elt.contains(submitter) && !submitter.disabled ? submitter : null);
    } else {
      htmx.trigger(elt, 'change');
    }
  }

  function entered(form) {
    return [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.type !== 'password' && !unsaid.has(field.name));
  }

  function value(field) {
    return field.type === 'checkbox' || field.type === 'radio' ? [field.name, field.value, field.checked] : [field.name, field.value];
  }

  function keep() {
    const forms = [...page.querySelectorAll('form')]
      .map((form) => ({ action: form.getAttribute('action'), fields: entered(form).map(value) }))
      .filter((form) => form.action && form.fields.length);
    try {
      sessionStorage.setItem(store, JSON.stringify({ at: Date.now(), from: user, forms }));
    } catch {
      // A browser without storage: the other person begins with an empty form.
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(store));
    } catch {
      return;
    }
    if (!kept) return;
    const fresh = Date.now() - kept.at < HOUR;
    const forms = fresh ? kept.forms.filter((form) => fill(form)) : [];
    if (forms.length || !fresh) sessionStorage.removeItem(store);
    if (forms.length && kept.from !== user) {
      banyan.tell(`You are signed in as ${user} now.`, `What ${kept.from} had entered is still here, and nothing was sent. Look at it, then press the button if you want it.`);
    }
  }

  /** Whether such a form is here, for whoever looks at the page now. */
  function fill(kept) {
    const form = [...page.querySelectorAll('form')].find((each) => each.getAttribute('action') === kept.action);
    if (!form) return false;
    for (const [name, text, checked] of kept.fields) {
      const field = entered(form).find((each) => each.name === name && (checked === undefined || each.value === text));
      if (!field) continue;
      const changed = checked === undefined ? field.value !== text : field.checked !== checked;
      if (!changed) continue;
      if (checked === undefined) field.value = text;
      else field.checked = checked;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    return true;
  }

  banyan.session = { look };
  restore();
})();
