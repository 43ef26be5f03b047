/**
 * Templates of the page, filled in. The page's look stays with the house's templates; here is no markup.
 *
 *   <span data-slot="words">           gets words or parts; is taken away where there are none (null, false)
 *   <a data-set="href:to class:kind">  gets attributes; one without a value is left out
 */
type Fill = string | number | boolean | null | undefined | Node | readonly Node[];
export type Filling = Readonly<Record<string, Fill>>;

export const byId = (id: string): HTMLElement | null => document.getElementById(id);

export function need(id: string): HTMLElement {
  const found = byId(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

/** `part('notice', { words })` is a filled copy of `<template id="t-notice">`. */
export function part(name: string, filling: Filling = {}): DocumentFragment {
  const copy = (need(`t-${name}`) as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
  for (const element of copy.querySelectorAll<HTMLElement | SVGElement>('[data-set]')) setAll(element, filling);
  for (const element of copy.querySelectorAll<HTMLElement>('[data-slot]')) {
    const value = filling[element.dataset.slot ?? ''];
    if (value === undefined || value === null || value === false) element.remove();
    else if (value !== true) put(element, value);
  }
  return copy;
}

function setAll(element: HTMLElement | SVGElement, filling: Filling): void {
  for (const pair of (element.dataset.set ?? '').split(' ')) {
    const [attribute = '', name = ''] = pair.split(':');
    const value = filling[name];
    if (value === undefined || value === null || value === false) continue;
    if (attribute === 'class') element.classList.add(String(value));
    else element.setAttribute(attribute, value === true ? '' : String(value));
  }
  element.removeAttribute('data-set');
}

/** Words, or parts, instead of what is there. */
export function put(element: Element, value: Fill): void {
  if (value instanceof Node) element.replaceChildren(value);
  else if (Array.isArray(value)) element.replaceChildren(...(value as Node[]));
  else element.textContent = String(value ?? '');
}

export const icon = (name: string): string => `${document.body.dataset.icons}#${name}`;

const ICONS = { good: 'circle-check', waiting: 'clock', grave: 'triangle-alert', plain: 'info' } as const;
export type Kind = keyof typeof ICONS;

export const notice = (kind: Kind, words: string): DocumentFragment =>
  part('notice', { kind: `is-${kind}`, icon: icon(ICONS[kind]), words });
export const tag = (kind: Kind, words: string): DocumentFragment =>
  part('tag', { kind: `is-${kind}`, icon: icon(ICONS[kind]), words });
