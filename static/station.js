/*
 * A chosen file is read into the box beside it, so that it goes the same way as what was pasted. Without this script one
 * pastes: the button that needs it is not shown.
 */
(() => {
  const form = document.querySelector('[data-file-form]');
  const button = form?.querySelector('[data-file-choice]');
  const box = form?.querySelector('textarea');
  if (!button || !box) return;
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json,text/plain';
  button.hidden = false;
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    // Too large to be one of ours: enough of it is sent to be refused in words.
    box.value = await file.slice(0, box.maxLength + 1).text();
    form.requestSubmit();
  });
})();
