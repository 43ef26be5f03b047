/** How a page is read. Which language: what was chosen, else what the person's file says, else what the browser asks for. */
import type { FastifyRequest } from 'fastify';
import { isLanguage, type Language } from '#i18n/words';

export const LANGUAGE_COOKIE = 'lang';
export const SIZE_COOKIE = 'size';

/** Chinese unless somebody wants English; a browser's wish counts only while nobody has chosen. */
export function languageOf(request: FastifyRequest): Language {
  // The raw header, because a page about an unreadable address is made before any cookie is parsed.
  const chosen = /(?:^|;\s*)lang=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  if (request.caller) return request.caller.language;
  return prefersEnglish(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN';
}

/** Letters a quarter larger: 30 px where it is 24. */
export const readsLarge = (request: FastifyRequest): boolean =>
  /(?:^|;\s*)size=large(?:;|$)/.test(request.headers.cookie ?? '');

/** True when English is asked for and Chinese is not, or comes later. */
export function prefersEnglish(header: string): boolean {
  const weights = { en: 0, zh: 0 };
  for (const part of header.toLowerCase().split(',')) {
    const [tag = '', ...rest] = part.trim().split(';');
    const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(rest.join(';'))?.[1] ?? 1);
    const name = tag.trim().slice(0, 2);
    if (name === 'en' || name === 'zh') weights[name] = Math.max(weights[name], weight);
  }
  return weights.en > weights.zh;
}
