/** What the tour does inside a page. It is sent into the browser as text: plain script without imports. */

/** Fills in a form and sends it as a browser without script would. */
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

/** For elders 24 px and 64 px; paper and officers' pages 18 px and 48 px. */
const limits = () =>
  document.body.classList.contains('elder') ? { type: 24, target: 64, gap: 12 } : { type: 18, target: 48, gap: 12 };

/** How an element is called in a fault: what it is, and the words by which one finds it. */
function nameOf(element) {
  const classes = [...element.classList].map((one) => `.${one}`).join('');
  const inside = element.parentElement?.closest('[class]');
  const from =
    inside && inside !== document.body ? `${inside.tagName.toLowerCase()}.${[...inside.classList].join('.')} ` : '';
  const field = element.getAttribute('name') ? `[name=${element.getAttribute('name')}]` : '';
  return `${from}${element.tagName.toLowerCase()}${classes}${field}`;
}

/** Seen by the eye: not folded away, not read aloud only. */
const isSeen = (element) =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
  !element.closest('.unseen, .skip, option, noscript');

function textsSeen() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && isSeen(node.parentElement)) texts.push(node);
  }
  return texts;
}

const FIELDS = 'input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea';

function typeFaults() {
  const { type } = limits();
  const said = [...textsSeen().map((text) => text.parentElement), ...document.querySelectorAll(FIELDS)];
  return said
    .filter((element) => isSeen(element) && Number.parseFloat(getComputedStyle(element).fontSize) < type)
    .map((element) => `${nameOf(element)} has letters of ${getComputedStyle(element).fontSize}, not ${type}px`);
}

/** A link among the words of a sentence is as high as its line: WCAG 2.5.8 lets it be. */
function isInSentence(link) {
  if (link.tagName !== 'A' || getComputedStyle(link).display !== 'inline') return false;
  const block = link.closest('p, li, dd, td, h1, h2, h3, figcaption, label');
  const around = block ? block.textContent.replace(link.textContent, '').trim() : '';
  return around.length > 0;
}

/** What one presses, with the surface that takes the press: a box to tick goes with its label. */
function targets() {
  const pressed = document.querySelectorAll(
    `a[href], button, summary, ${FIELDS}, input[type=radio], input[type=checkbox]`,
  );
  return [...pressed]
    .filter((element) => isSeen(element) && !isInSentence(element))
    .map((element) => {
      const boxes = [element, ...(/radio|checkbox/.test(element.type) ? element.labels : [])].map((one) =>
        one.getBoundingClientRect(),
      );
      const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
      const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
      return { element, left, top, right, bottom };
    });
}

const ROUNDING = 0.6;

/** It stays where it is while the rest is scrolled below it. */
function isAfloat(element) {
  for (let around = element; around; around = around.parentElement) {
    if (/sticky|fixed/.test(getComputedStyle(around).position)) return true;
  }
  return false;
}

/** In the part of a scrolled list that is seen. */
function isScrolledTo({ element, top, bottom }) {
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    const box = around.getBoundingClientRect();
    if (scrolls(around, 'overflowY') && (top < box.top - 1 || bottom > box.bottom + 1)) return false;
  }
  return true;
}

/** How far two surfaces are apart. Of one that is higher than it must be, what it has more of above and below counts. */
function apart(one, other, target) {
  const across = Math.max(one.left - other.right, other.left - one.right);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom);
  const spare = [one, other].reduce((sum, { top, bottom }) => sum + Math.max(0, bottom - top - target) / 2, 0);
  return Math.max(across, down >= -1.5 ? down + spare : down);
}

function targetFaults() {
  const { target, gap } = limits();
  const all = targets();
  const low = all
    .filter(({ top, bottom }) => bottom - top < target - ROUNDING)
    .map(({ element, top, bottom }) => `${nameOf(element)} is ${Math.round(bottom - top)} px high, not ${target}`);
  const shown = all.filter(isScrolledTo).map((one) => ({ ...one, afloat: isAfloat(one.element) }));
  const close = shown.flatMap((one, at) =>
    shown.slice(at + 1).flatMap((other) => {
      if (one.element.contains(other.element) || other.element.contains(one.element)) return [];
      const distance = apart(one, other, target);
      if (distance >= gap - ROUNDING || one.afloat !== other.afloat) return [];
      return [`${nameOf(one.element)} and ${nameOf(other.element)} are ${Math.round(distance)} px apart, not ${gap}`];
    }),
  );
  return { low, close };
}

const scrolls = (element, axis) => /auto|scroll/.test(getComputedStyle(element)[axis]);

/** What sticks out of the window, and words that a box cuts off. */
function fitFaults() {
  const width = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > width) {
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  }
  for (const text of textsSeen()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    for (let around = text.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (scrolls(around, 'overflowX')) break;
      const edge = around === document.documentElement ? { left: 0, right: width } : around.getBoundingClientRect();
      const cuts = around === document.documentElement || style.overflowX !== 'visible';
      if (cuts && (box.right > edge.right + 1.5 || box.left < edge.left - 1.5)) {
        faults.push(
          `${nameOf(text.parentElement)} is cut off by ${around === document.documentElement ? 'the window' : nameOf(around)}`,
        );
        break;
      }
      const cutsDown = style.overflowY === 'hidden' || style.overflowY === 'clip';
      if (cutsDown && around.scrollHeight > around.clientHeight + 1.5) {
        faults.push(`${nameOf(text.parentElement)} is cut off below by ${nameOf(around)}`);
        break;
      }
    }
  }
  return faults;
}

function unfold() {
  for (const drawer of document.querySelectorAll('details')) drawer.open = true;
}

function magnify(percent) {
  document.documentElement.style.fontSize = percent ? `${percent}%` : '';
}

/** Works without script: what is sent is what is shown, and every form knows where it goes. */
function formFaults() {
  return [...document.querySelectorAll('form')].flatMap((form) => {
    const name = `form ${form.getAttribute('action') ?? ''}`;
    const faults = [];
    if (!form.getAttribute('action')) faults.push(`${name} has no action`);
    if (!/^(get|post)$/.test(form.getAttribute('method') ?? '')) faults.push(`${name} has no method`);
    if (!form.querySelector('button:not([type=button]), input[type=submit]')) faults.push(`${name} has no button`);
    return faults;
  });
}

/** Words of the page, but for the place that a page keeps for what is only known on the device. */
function mainWords() {
  const main = document.querySelector('main')?.cloneNode(true);
  for (const place of main?.querySelectorAll('[data-live]') ?? []) place.remove();
  return main?.textContent ?? '';
}

globalThis.tour = { fillAndSend, typeFaults, targetFaults, fitFaults, formFaults, unfold, magnify, mainWords };
