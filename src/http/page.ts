/**
 * The only renderer. A template gets its page's data as `it`, and by name the words, figures and helpers below.
 *
 * Outside production a template that prints nothing where something should be (undefined, null, an object) throws:
 * nobody's balance may ever read "undefined".
 */

import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Eta } from 'eta';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayOf } from '#domain/day';
import { type Action, mayEver } from '#domain/permission';
import { bureauName } from '#http/bureau-words';
import { markChinese } from '#http/chinese';
import type { FieldError, Fields } from '#http/form';
import { languageOf, readsLarge } from '#http/language';
import { sayName } from '#http/name';
import { navFor } from '#http/nav';
import type { Office } from '#http/office';
import { placeCalled } from '#http/place-words';
import { refusalWords } from '#http/refusal';
import { actorOf } from '#http/session';
import { sayDate, sayDay, sayMoment, sayTime } from '#i18n/say';
import { formalMinutes, sayMinutes, saySigned } from '#i18n/say-minutes';
import { type Language, type Translate, translator } from '#i18n/words';
import type { Caller } from '#records/session';
import { doubtsFor } from '#usecases/ledger/doubt';

const pack = promisify(gzip);
const VIEWS = fileURLToPath(new URL('../../views', import.meta.url));

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char) : text;

function printStrictly(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Error(`A template printed ${value === null ? 'null' : typeof value} instead of words.`);
}

const printLeniently = (value: unknown): string =>
  value === null || value === undefined ? '' : escapeHtml(String(value));

/** Attributes of a tag; what is undefined, null or false is left out: `<input<%~ attrs({ name, required: true }) %>>`. */
function attrs(given: Record<string, string | number | boolean | null | undefined>): string {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== false);
  return kept
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');
}

/** What a template may use without `it.`; made for each page by `helpersFor`. */
const HELPERS = [
  ...['t', 'lang', 'say', 'signed', 'formal', 'day', 'date', 'time', 'moment', 'today'],
  ...['csrf', 'key', 'actor', 'caller', 'may', 'nav', 'phone', 'brand', 'large', 'asset', 'attrs', 'path'],
  ...['errors', 'errorOf', 'typed', 'typedAll', 'alarm'],
] as const;
type Helpers = Record<(typeof HELPERS)[number] | 'layout' | 'fragment', unknown>;

const LET_INCLUDE = /\{\.\.\.it, \.\.\.\(__eta_d \?\? \{\}\)\}/g;

function createEta(strict: boolean): Eta {
  const eta = new Eta({
    views: VIEWS,
    cache: !strict,
    escapeFunction: strict ? printStrictly : printLeniently,
    plugins: [
      {
        // A component gets what it is handed and nothing else. Eta would pass it the whole page, and a field without a
        // hint would then show the hint of whatever the page is about.
        processFnString: (body) => {
          if (!LET_INCLUDE.test(body)) throw new Error('Eta writes its include differently now: see page.ts.');
          return handed(body) + body.replace(LET_INCLUDE, '{$: it.$, ...(__eta_d ?? {})}');
        },
      },
    ],
  });
  if (strict) rememberCompiled(eta);
  else rememberPaths(eta);
  return eta;
}

const compiled = new Map<string, ReturnType<Eta['compile']>>();

/** Outside production templates are read anew each time, so that one sees what one changed; the same text is the same function. */
function rememberCompiled(eta: Eta): void {
  const { compile } = eta;
  eta.compile = function (text, options) {
    const made = compiled.get(text) ?? compile.call(this, text, options);
    compiled.set(text, made);
    return made;
  };
}

/** What a template mentions of the helpers, and no more: a page is made of twenty templates, and most need two of them. */
function handed(body: string): string {
  const names = HELPERS.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const frame = /\bframe\(/.test(body) ? FRAME : '';
  return `const { ${names.join(', ')} } = it.$;\n${frame}`;
}

/** Written as it is called by a page: its layout, or bare where only the middle of a page was asked for. */
const FRAME =
  "const frame = (data) => layout(it.$.fragment ? '/layouts/fragment' : '/layouts/' + (data.layout ?? it.$.layout), data);\n";

/** Every template is named from the root of `views`, so a name is one file for ever; Eta would look for it at every use. */
function rememberPaths(eta: Eta): void {
  const { resolvePath } = eta;
  const known = new Map<string, string>();
  eta.resolvePath = function (name, options) {
    const path = known.get(name) ?? resolvePath?.call(this, name, options) ?? name;
    if (name.startsWith('/')) known.set(name, path);
    return path;
  };
}

/** What to put beside a field, and at the top of the page. */
interface ShownError {
  field: string | null;
  words: string;
}

export type SendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  data?: Record<string, unknown>,
  status?: number,
) => Promise<FastifyReply>;

export function createPages(office: Office): SendPage {
  const { config } = office;
  const eta = createEta(!config.production);

  return async (request, reply, name, data = {}, status = 200) => {
    const helpers = await helpersFor(office, request, reply, data);
    const html = eta.render(`/${name}`, { ...data, $: helpers });
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('Vary', 'Cookie, Accept-Encoding, Accept-Language, HX-Request')
      .header('Cache-Control', request.caller ? 'no-store' : 'private, no-cache');
    return reply.send(await packed(request, reply, helpers.lang === 'en' ? markChinese(html) : html));
  };
}

/**
 * A page leaves packed where the browser can unpack: a third of the bytes on a weak signal. Lengths of packed pages tell
 * nothing about what is secret in them (BREACH): the form's token is salted anew for each page, and so is its key.
 */
export async function packed(request: FastifyRequest, reply: FastifyReply, html: string): Promise<string | Buffer> {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return html;
  reply.header('Content-Encoding', 'gzip');
  return pack(html);
}

async function helpersFor(
  office: Office,
  request: FastifyRequest,
  reply: FastifyReply,
  data: Record<string, unknown>,
): Promise<Helpers> {
  const { config, house, assets } = office;
  const lang = languageOf(request);
  const t = translator(lang, config.production);
  const today = dayOf(house.clock());
  const caller = request.caller ?? null;
  const actor = actorOf(request);
  const typedFields = (data.typed ?? {}) as Fields;
  let token: string | undefined;
  const errors = ((data.errors ?? []) as FieldError[]).map(
    (error): ShownError => ({ field: error.field ?? null, words: refusalWords(lang, t, error) }),
  );
  return {
    t,
    lang,
    today,
    say: (minutes: number) => sayMinutes(minutes, lang),
    signed: (minutes: number) => saySigned(minutes, lang),
    formal: formalMinutes,
    day: (day: string) => sayDay(lang, day, today),
    date: (day: string) => sayDate(lang, day),
    time: (minute: number) => sayTime(lang, minute),
    moment: (at: number) => sayMoment(lang, at, today),
    // One for all forms of a page: in a browser without the secret's cookie each call would make a new secret, and only
    // the last form would be let through.
    csrf: () => {
      token ??= reply.generateCsrf({ userInfo: csrfOwner(request) });
      return token;
    },
    // The key of a form that is shown again stays: had the first press gone through after all, the second finds it.
    key: () => keptKey(typedFields, data) ?? randomUUID(),
    actor,
    caller: caller && callerIn(lang, caller),
    may: (action: Action) => actor !== null && mayEver(actor, action),
    nav: navFor(actor, request.url),
    phone: phoneFor(office, request, { lang, t }),
    brand: config.brandNames[lang],
    large: readsLarge(request),
    asset: (file: string) => assets.url(file),
    path: request.method === 'GET' || request.method === 'HEAD' ? request.url : '/',
    errors,
    errorOf: (field: string) => errors.find((error) => error.field === field)?.words ?? '',
    typed: (field: string, otherwise = '') => {
      const value = typedFields[field] ?? otherwise;
      return Array.isArray(value) ? (value[0] ?? '') : value;
    },
    /** Every value of a name that may come several times: ticked boxes. */
    typedAll: (field: string, otherwise: string[] = []) => {
      const value = typedFields[field];
      return value === undefined ? otherwise : [value].flat();
    },
    attrs,
    alarm: await alarmFor(office, request, { lang, t }),
    layout: actor?.kind === 'staff' ? 'staff' : 'elder',
    fragment: request.headers['hx-request'] === 'true' && request.headers['hx-target'] === 'main',
  };
}

/** Who is signed in, as the head of the page names them. */
const callerIn = (lang: Language, caller: Caller): Caller => ({
  ...caller,
  name: sayName(caller.name, lang),
  posts: caller.posts.map((post) => ({
    ...post,
    regionName: placeCalled(post.regionName, lang),
    actingForName: post.actingForName && sayName(post.actingForName, lang),
  })),
});

/** A form belongs to whoever it was made for: signing in or out ends the forms of before. */
export const csrfOwner = (request: FastifyRequest): string => actorOf(request)?.id ?? 'nobody';

/** Over every page of the staff of a county whose book does not stand; '' elsewhere. */
async function alarmFor(
  { house, config }: Office,
  request: FastifyRequest,
  { lang, t }: { lang: Language; t: Translate },
) {
  const actor = actorOf(request);
  if (actor?.kind !== 'staff') return '';
  // The page that says what is wrong with the database must not need it.
  const places = await doubtsFor(house, actor).catch(() => []);
  if (places.length === 0) return '';
  const place = places.map((name) => placeCalled(name, lang)).join(t('who.and'));
  return t('ledger.night.banner', { place, phone: config.servicePhone });
}

function keptKey(typed: Fields, data: Record<string, unknown>): string | null {
  const codes = ((data.errors ?? []) as FieldError[]).map(({ code }) => code);
  if (codes.includes('key_reused') || typeof typed.key !== 'string') return null;
  return /^[\w-]{16,64}$/.test(typed.key) ? typed.key : null;
}

export interface Phone {
  /** Who answers: the helper, a bureau, or the service line. */
  name: string;
  /** 有事找助老员 阿芬 */
  words: string;
  number: string;
  href: string;
}

/** Whom this visitor may call: a member her own helper, or the bureau where there is none; everybody else the service line. */
function phoneFor({ config }: Office, { caller }: FastifyRequest, words: { lang: Language; t: Translate }): Phone {
  const { lang, t } = words;
  const { helper, bureau } = caller ?? {};
  const number = helper?.phone ?? bureau?.phone ?? config.servicePhone;
  const href = `tel:${number.replace(/[^\d+]/g, '')}`;
  if (helper) {
    const name = sayName(helper.name, lang);
    return { name, words: t('common.help_helper', { name }), number, href };
  }
  if (bureau) {
    const name = bureauName(bureau, words);
    return { name, words: t('common.help_bureau', { name }), number, href };
  }
  return { name: t('common.service_line'), words: t('common.help_service'), number, href };
}
