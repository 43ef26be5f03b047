/**
 * What a visitor sees when something was not done: the form again, with words beside the field; or a calm page that says
 * what to do next. The page tells nothing about our insides, and the log tells nothing that was typed.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { mayEver, PERMISSIONS } from '#domain/permission';
import { REFUSALS, Refusal, type RefusalCode } from '#domain/refusal';
import { cameFrom } from '#http/back';
import { readsData, sendData } from '#http/data';
import { type FieldError, fieldErrors } from '#http/form';
import { languageOf } from '#http/language';
import { send } from '#http/mount';
import type { Office } from '#http/office';
import type { SendPage } from '#http/page';
import { refusalWords } from '#http/refusal';
import { type Route, seeOther, type Visit } from '#http/route';
import { actorOf, lastDoor } from '#http/session';
import { type Key, translator } from '#i18n/words';

export type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** What the plugins throw, in our words. */
const PLUGIN_CODES: Record<string, RefusalCode> = {
  FST_CSRF_MISSING_SECRET: 'form_expired',
  FST_CSRF_INVALID_TOKEN: 'form_expired',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
};
const STATUS_CODES: Record<number, RefusalCode> = { 404: 'no_such_page', 413: 'too_large', 429: 'too_many_requests' };

/** Pages with a heading of their own; every other refusal says its words under one calm heading. */
const HEADINGS: Partial<Record<RefusalCode, string>> = {
  not_found: 'not_found',
  no_such_page: 'not_found',
  wrong_method: 'wrong_method',
  too_large: 'too_large',
  unreadable: 'unreadable',
  form_expired: 'form_expired',
  too_many_requests: 'too_many',
  sign_in_needed: 'sign_in',
};

/** The refusals behind an error, or null when it is none of ours: a fault. */
function refusalsIn(error: unknown): FieldError[] | null {
  if (error instanceof Refusal) {
    const { field, ...params } = error.params;
    return [{ field: typeof field === 'string' ? field : undefined, code: error.code, params }];
  }
  if (error instanceof ZodError) return fieldErrors(error);
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = PLUGIN_CODES[code ?? ''] ?? STATUS_CODES[statusCode ?? 500];
  if (known) return [{ code: known, params: {} }];
  // The framework's other complaints are about what was sent: an address or a body that it could not read.
  return statusCode && statusCode >= 400 && statusCode < 500 ? [{ code: 'unreadable', params: {} }] : null;
}

/** A form is worth showing again when other words, another moment or another press can help. */
const worthAnother = (code: RefusalCode): boolean =>
  REFUSALS[code] === 422 || REFUSALS[code] === 409 || code === 'form_expired' || isPassing(code);

/** What the machine could not do now it can do later, by itself or when somebody has made room. */
const isPassing = (code: RefusalCode): boolean => code === 'too_slow' || code === 'no_room';

export function createAnswerError(office: Office, sendPage: SendPage): AnswerError {
  return async (error, request, reply) => {
    try {
      return await tell(error, request, reply).catch(
        // The form could not be shown again: what it is about is gone, or out of reach by now.
        (second: unknown) => tell(second, request, reply, null),
      );
    } catch (fault) {
      request.log.error(fault, 'the page about an error could not be shown');
      return reply.code(500).type('text/html; charset=utf-8').send(lastWords(office));
    }
  };

  async function tell(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    form = request.routeOptions?.config?.route?.form ?? null,
  ): Promise<FastifyReply> {
    const errors = refusalsIn(error);
    const first = errors?.[0];
    if (!errors || !first) return broken(error, request, reply);
    request.log.info({ refused: errors.map(({ code, field }) => (field ? `${code} ${field}` : code)) }, 'refused');
    const route = request.routeOptions?.config?.route;
    if (readsData(request)) return inData(first, request, reply);
    const looking = request.method === 'GET' || request.method === 'HEAD';
    if (first.code === 'sign_in_needed' && looking) {
      return send(request, reply, seeOther(`${doorFor(request, route)}?next=${encodeURIComponent(request.url)}`));
    }
    if (isPassing(first.code)) reply.header('Retry-After', '5');
    if (!form || !request.visit || !worthAnother(first.code)) return calmly(first, request, reply);
    // The form as it was sent, and what to do about it. Whoever got here was let in as this route asks.
    const { name, data } = await form(request.visit as Visit);
    return sendPage(request, reply, name, { ...data, errors, typed: request.visit.body }, REFUSALS[first.code]);
  }

  /** To a script: the code, the words for whoever looks at it, and the door where one is needed. */
  function inData(error: FieldError, request: FastifyRequest, reply: FastifyReply) {
    const { code, field = null } = error;
    const lang = languageOf(request);
    const words = refusalWords(lang, translator(lang, office.config.production), error);
    const door = code === 'sign_in_needed' ? doorFor(request, request.routeOptions?.config?.route) : null;
    if (isPassing(code)) reply.header('Retry-After', '5');
    return sendData(request, reply, { refused: { code, field, words, door } }, REFUSALS[code]);
  }

  function calmly(error: FieldError, request: FastifyRequest, reply: FastifyReply) {
    const { code } = error;
    const lang = languageOf(request);
    const t = translator(lang, office.config.production);
    const heading = HEADINGS[code];
    return sendPage(
      request,
      reply,
      'error',
      {
        title: t(heading ? (`error.${heading}_title` as Key) : 'error.refused_title'),
        text: heading ? t(`error.${heading}_text` as Key) : refusalWords(lang, t, error),
        back: cameFrom(request.headers.referer, request.host),
        door: code === 'sign_in_needed' ? doorFor(request, request.routeOptions?.config?.route) : null,
        number: null,
        lostPost: code === 'not_found' && hasNoPost(request),
      },
      REFUSALS[code],
    );
  }

  function broken(error: unknown, request: FastifyRequest, reply: FastifyReply) {
    request.log.error(error, 'unknown error');
    const t = translator(languageOf(request), office.config.production);
    const number = request.id.slice(-6).toUpperCase();
    const words = { title: t('error.broken_title'), text: t('error.broken_text') };
    if (readsData(request)) {
      return sendData(request, reply, { refused: { code: 'broken', field: null, words: words.text, door: null } }, 500);
    }
    return sendPage(request, reply, 'error', { ...words, back: null, door: null, number, lostPost: false }, 500);
  }
}

/** Signed in as staff, and with nothing to do here: no page is hers, but what her phone holds is. */
function hasNoPost(request: FastifyRequest): boolean {
  const actor = actorOf(request);
  return actor?.kind === 'staff' && !mayEver(actor, 'desk.read');
}

/** Staff are shown the staff's door, and so is whoever asks for what only staff do. */
function doorFor(request: FastifyRequest, route: Route | undefined): string {
  const needs = route?.needs;
  const roles: readonly string[] =
    needs && needs !== 'public' && needs !== 'signedIn' ? PERMISSIONS[needs] : ['member'];
  if (route?.door === 'staff') return '/staff/sign-in';
  const forMembers = roles.includes('member') || roles.includes('kin');
  return forMembers && lastDoor(request) !== 's' ? '/sign-in' : '/staff/sign-in';
}

/** When not even a page can be made: in both languages, and still a number to call. */
function lastWords({ config }: Office): string {
  const [zh, en] = [translator('zh-CN', true), translator('en', true)];
  const phone = `<a href="tel:${config.servicePhone.replace(/[^\d+]/g, '')}">${config.servicePhone}</a>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${zh('error.broken_title')}</title></head><body><h1>${zh('error.broken_title')}</h1>
<p>${zh('error.broken_text')} ${phone}</p>
<p lang="en">${en('error.broken_text')} ${phone}</p>
</body></html>
`;
}
