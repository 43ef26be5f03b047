/** What the tour does inside a page. Sent into the browser as text: plain script, no imports. */

/** Fills in a form and sends it as a browser without script would. */
// biome-ignore lint/correctness/noUnusedVariables: called by name from browse.ts
function fillAndSend({ selector, values, to }) {
  const form = document.querySelector(selector);
  for (const [name, given] of Object.entries(values)) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = given.includes(field.value);
      else field.value = given[0] ?? '';
    }
  }
  if (to) form.action = to;
  HTMLFormElement.prototype.submit.call(form);
}
