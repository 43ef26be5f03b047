/*
 * Clearing a list from the keyboard: J and K go through the lines, A to the green button, R to sending back. Nothing is
 * decided by one key: A only leads to the button, and Enter presses it. Without this script everything still works.
 */
(() => {
  const wide = matchMedia('(min-width: 60rem)');
  const queue = document.querySelector('.queue');
  if (!queue) return;
  const links = () => [...queue.querySelectorAll('.queue-link')];
  const mark = (link) => {
    for (const one of links()) {
      const here = one === link;
      one.closest('.queue-line').classList.toggle('is-here', here);
      if (here) one.setAttribute('aria-current', 'true');
      else one.removeAttribute('aria-current');
    }
  };

  // On a narrow screen the record has no place beside the list: then a line is a plain link.
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    const link = event.target.closest?.('.queue-link');
    if (!link || wide.matches) return;
    event.preventDefault();
    location.assign(link.href);
  });
  document.body.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'record') return;
    mark(event.detail.requestConfig.elt.closest('.queue-link'));
    scrollTo({ top: 0 });
  });

  const step = (by) => {
    const all = links();
    const at = all.findIndex((link) => link.getAttribute('aria-current') === 'true');
    const link = all[Math.min(all.length - 1, Math.max(0, at + by))];
    link?.focus();
    link?.click();
  };
  const acts = {
    j: () => step(1),
    k: () => step(-1),
    a: () => queue.querySelector('[data-key="a"]')?.focus(),
    r: () => queue.querySelector('[data-key="r"]')?.click(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input:not([type="checkbox"]), textarea, select')) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const hint of document.querySelectorAll('.key-hints')) hint.hidden = !wide.matches;
})();
