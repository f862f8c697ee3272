'use strict';
/*
 * One stream per page. Each event carries partials to patch in; `beat` carries nothing and only says that the stream lives.
 *
 * What can happen                      and what is done
 * the connection breaks                a new one after 1 to 4 s, spread by chance so that many pages do not come back at once
 * the stream goes quiet for 12 s       taken for broken
 * no event for 4 s after that          the banner says how old the page is, and the page turns grey
 * the database is away                 its band comes as an event, and what the page showed before turns grey
 * it is back                           the page that stood in for another is loaded again
 * the tab is hidden                    the stream is closed; opened again when somebody looks
 *
 * A page without events of its own hears the bell only: what it shows was never meant to change, so it does not turn grey.
 */
(() => {
  const page = document.getElementById('page');
  const address = page?.dataset.live;
  if (!address || !window.EventSource) return;

  const QUIET = 12000;
  const GRACE = 4000;
  const ASK = 30000;
  const banner = document.getElementById('connection');
  const age = banner.querySelector('[data-age]');
  const events = page.dataset.events.split(' ').filter(Boolean);
  const news = document.getElementById('bell-news');
  let unread = counted();
  let source = null;
  let heard = Date.now();
  let tried = heard;
  let retry = null;
  let asked = 0;

  function open() {
    clearTimeout(retry);
    retry = null;
    source?.close();
    source = new EventSource(address);
    tried = Date.now();
    source.onopen = alive;
    source.onerror = lost;
    source.addEventListener('beat', alive);
    for (const name of [...events, 'bell']) source.addEventListener(name, (event) => apply(event.data));
  }

  function apply(markup) {
    alive();
    banyan.patch(banyan.parse(markup), 'live');
    if ('outage' in page.dataset && !away()) location.reload();
    ring();
    show();
  }

  function counted() {
    return Number(document.getElementById('bell')?.dataset.unread ?? 0);
  }

  /** Says how many notices have come since the bell was looked at last, also while the connection was away. */
  function ring() {
    const more = counted() - unread;
    unread += more;
    if (more > 0) news.textContent = more === 1 ? '1 new notice' : `${more} new notices`;
  }

  function away() {
    return document.querySelector('#outage .outage') !== null;
  }

  function alive() {
    heard = Date.now();
    show();
  }

  function lost() {
    source?.close();
    source = null;
    // A stream that is refused looks like one that breaks: only the session itself can tell.
    if (Date.now() - asked > ASK) {
      asked = Date.now();
      banyan.session?.look().catch(() => {});
    }
    if (!retry) retry = setTimeout(open, 1000 + Math.random() * 3000);
  }

  function show() {
    if (!events.length) return;
    const silence = Date.now() - heard;
    const off = silence > QUIET || (!source && silence > GRACE);
    // Whoever is signed out has a band that says so, and what to do.
    banner.hidden = !off || document.getElementById('signed-out')?.hidden === false;
    page.classList.toggle('disconnected', off || (away() && !('outage' in page.dataset)));
    if (off) age.textContent = silence < 120000 ? `${Math.round(silence / 1000)} s old` : `${Math.round(silence / 60000)} min old`;
  }

  setInterval(() => {
    if (document.hidden) return;
    // A new connection gets its own time to open, however long the one before has been silent.
    if (source && Date.now() - Math.max(heard, tried) > QUIET) lost();
    show();
  }, 1000);

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
      source = null;
      clearTimeout(retry);
      retry = null;
    } else if (!source) {
      open();
    }
  });
  document.addEventListener('banyan:signed-in', open);
  banner.querySelector('[data-retry]').addEventListener('click', open);
  open();
})();
