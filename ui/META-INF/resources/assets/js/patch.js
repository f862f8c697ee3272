'use strict';
/*
 * Brings a page to a new state without replacing what did not change: the server sends whole partials, each with an id, and only the differences
 * are applied. So a button keeps its focus and a press that has begun, a field keeps what is being typed, and a chart moves instead of flickering.
 */
(() => {
  const typed = new Set(['value', 'checked', 'selected', 'open']);
  // What a search or a note has hidden or shown, which the server does not know.
  const foundHere = '[data-text], [data-nothing], [data-behind]';

  /** Applies markup that the server sent. Answers to a form may overwrite fields ("answer"), live updates may not ("live"). */
  function patch(fragment, source) {
    banyan.hold(() => apply(fragment, source));
    document.dispatchEvent(new CustomEvent('banyan:patched'));
  }

  function apply(fragment, source) {
    for (const next of [...fragment.children]) {
      const now = next.id && document.getElementById(next.id);
      if (!now) continue;
      if (source === 'live' && busy(now)) {
        noteChange(now, next);
        continue;
      }
      morph(now, next, source);
      // A refused form is still being filled in: its words must not go before they were read.
      if (!('dirty' in next.dataset)) delete now.dataset.dirty;
    }
  }

  /** A form that someone has begun to fill in is theirs until it is sent. */
  function busy(element) {
    return element.hasAttribute('data-guard') && 'dirty' in element.dataset;
  }

  function noteChange(now, next) {
    const version = (root) => root.querySelector('[name=version]')?.getAttribute('value');
    const note = now.querySelector('[data-behind]');
    if (note && version(now) !== version(next)) note.hidden = false;
  }

  function morph(now, next, source) {
    if (now.isEqualNode(next) && source === 'live') return;
    if (now.nodeType !== next.nodeType || now.nodeName !== next.nodeName) {
      now.replaceWith(next);
      adopt(next);
      return;
    }
    if (now.nodeType !== Node.ELEMENT_NODE) {
      if (now.nodeValue !== next.nodeValue) now.nodeValue = next.nodeValue;
      return;
    }
    // A request of this element is on its way: its answer comes right behind.
    if (source === 'live' && now.hasAttribute('data-disabled-by-htmx')) return;
    // Words that are being read stay until they are folded up: what they say is what the press below them does.
    if (source === 'live' && now.matches('[data-ask][open]') && next.matches('[data-ask]')) return;
    attributes(now, next, source);
    children(now, next, source);
    if (now.nodeName === 'SELECT' && source === 'answer') now.value = next.value;
  }

  function attributes(now, next, source) {
    const order = orders(now);
    for (const { name, value } of [...next.attributes]) {
      if (ofDialog(now, name)) continue;
      if (now.getAttribute(name) !== value) now.setAttribute(name, value);
    }
    for (const { name } of [...now.attributes]) {
      if (next.hasAttribute(name) || name === 'data-dirty' || name === 'data-disabled-by-htmx') continue;
      if (ofDialog(now, name) || (name === 'tabindex' && now === document.activeElement)) continue;
      if (name === 'hidden' && next.matches(foundHere)) continue;
      if (source === 'live' && typed.has(name)) continue;
      now.removeAttribute(name);
    }
    if (now.nodeName === 'INPUT' && source === 'answer') now.value = next.getAttribute('value') ?? '';
    // What was ticked by hand no longer follows its attribute.
    if (now.type === 'checkbox') now.checked = next.hasAttribute('checked');
    // htmx remembers what an element was to do when it first saw it: Roll back must not live on in Resume.
    if (orders(now) !== order) htmx.process(now);
  }

  /** A dialog is opened and closed by its own methods, or the page behind it stays locked. */
  function ofDialog(element, name) {
    return element.nodeName === 'DIALOG' && name === 'open';
  }

  function orders(element) {
    return element.getAttributeNames().filter((name) => name.startsWith('hx-')).map((name) => name + element.getAttribute(name)).join();
  }

  function children(now, next, source) {
    let cursor = now.firstChild;
    for (const child of [...next.childNodes]) {
      const match = partner(now, cursor, child);
      if (!match) {
        now.insertBefore(child, cursor);
        adopt(child);
        continue;
      }
      if (match !== cursor) now.insertBefore(match, cursor);
      else cursor = cursor.nextSibling;
      morph(match, child, source);
    }
    while (cursor) {
      const gone = cursor;
      cursor = cursor.nextSibling;
      gone.remove();
    }
  }

  /** The node that is the same thing as `child`: by id, else the one at its place if it is of the same kind. */
  function partner(now, cursor, child) {
    if (child.id) {
      const same = document.getElementById(child.id);
      return same && same.parentNode === now ? same : null;
    }
    return cursor && !cursor.id && kind(cursor) === kind(child) ? cursor : null;
  }

  function kind(node) {
    const names = [...(node.classList ?? [])].filter((name) => !name.startsWith('htmx-'));
    return `${node.nodeName} ${names[0] ?? ''}`;
  }

  function adopt(node) {
    if (node.nodeType === Node.ELEMENT_NODE && window.htmx) htmx.process(node);
  }

  function parse(markup) {
    const template = document.createElement('template');
    template.innerHTML = markup;
    return template.content;
  }

  Object.assign(banyan, { patch, parse });
})();
