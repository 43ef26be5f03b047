/*
 * Copies the text of a box. Without this script one marks it by hand: the button that needs it is not shown. The record beside
 * a list comes later, so every press and every swap is listened to for the whole page.
 */
(() => {
  if (globalThis.copiesTexts) return;
  globalThis.copiesTexts = true;

  const show = () => {
    for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false;
  };

  /** Whether it was copied; where it was not, it is marked and she copies it by hand. */
  async function copy(box) {
    try {
      await navigator.clipboard.writeText(box.value);
      return true;
    } catch {
      // Over plain http, and in some chats' own browsers, only what is marked can be copied.
      box.focus();
      box.select();
      return document.execCommand('copy');
    }
  }

  document.addEventListener('click', async ({ target }) => {
    const button = target.closest?.('[data-copy]');
    const box = button && document.getElementById(button.dataset.copy);
    if (!box) return;
    const { done, marked } = button.dataset;
    const copied = await copy(box);
    button.querySelector('span').textContent = copied ? done : marked;
  });
  document.addEventListener('htmx:load', show);
  show();
})();
