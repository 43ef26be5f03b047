/*
 * Clearing a list from the keyboard: J and K go through the lines, A to the green button, R to sending back. Nothing is
 * decided by one key: A only leads to the button, and Enter presses it. Without this script everything still works.
 */
(() => {
  const wide = matchMedia('(min-width: 60rem)');
  const queue = document.querySelector('.queue');
  const links = () => [...document.querySelectorAll('.queue-link')];
  const current = () => links().find((link) => link.getAttribute('aria-current') === 'true');
  const mark = (link) => {
    for (const one of links()) {
      const here = one === link;
      one.closest('.queue-line').classList.toggle('is-here', here);
      if (here) one.setAttribute('aria-current', 'true');
      else one.removeAttribute('aria-current');
    }
  };
  const bringIntoView = () => current()?.closest('.queue-line').scrollIntoView({ block: 'nearest' });

  // On a narrow screen the record has no place beside the list: then every link is a plain link.
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || wide.matches) return;
    event.preventDefault();
    location.assign(link.href);
  });
  document.body.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'record') return;
    const line = event.detail.requestConfig.elt.closest('.queue-link');
    if (line) mark(line);
    // The questions of a step: one goes on where one can answer.
    else event.target.querySelector('input:not([type="hidden"]), textarea')?.focus();
    event.target.closest('.queue-record')?.scrollTo({ top: 0 });
    if (line) bringIntoView();
  });

  /** The next line; after the last one of this page, the next page; on a record by itself, the record beside it. */
  const step = (by) => {
    const all = links();
    const at = all.indexOf(current());
    const link = all[Math.max(0, at + by)];
    if (link) {
      link.focus({ preventScroll: true });
      link.click();
    } else document.querySelector(by > 0 ? 'a[rel="next"]' : 'a[rel="prev"]')?.click();
  };
  const key = (name) => document.querySelector(`#record [data-key="${name}"]`);
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    a: () => key('a')?.focus(),
    r: () => key('r')?.click(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select')) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.documentElement.classList.add('has-keys');
  if (queue && wide.matches) bringIntoView();
})();
