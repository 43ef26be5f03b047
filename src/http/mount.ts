/** The table of routes, mounted: who may come in, what they sent, and how an answer leaves. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Config } from '#config';
import type { MemberActor } from '#domain/actor';
import { mayEver, PERMISSIONS } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { sendData } from '#http/data';
import { type Fields, readFields } from '#http/form';
import { languageOf } from '#http/language';
import type { Office } from '#http/office';
import type { Answer, OpenVisit, Route, Visit } from '#http/route';
import { actorOf } from '#http/session';
import { readUpload, type Upload } from '#http/upload';
import { translator } from '#i18n/words';
import { deskFor } from '#usecases/desk';

/** Whoever has not signed in acts as nobody, who reaches nothing. */
const NOBODY: MemberActor = { kind: 'member', id: 'nobody', regionCode: '', kinOf: [] };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** @throws Error when a route does not say what it needs, or two have the same address */
export function mountRoutes(app: FastifyInstance, office: Office, routes: readonly Route[]): void {
  const spoken = new Map<string, Set<string>>();
  for (const route of routes) {
    const name = `${route.method} ${route.url}`;
    const known =
      route.needs === 'public' || route.needs === 'signedIn' || Object.hasOwn(PERMISSIONS, route.needs ?? '');
    if (!known)
      throw new Error(`${name} does not say what it needs: an action of #domain/permission, 'signedIn' or 'public'.`);
    const methods = spoken.get(route.url) ?? new Set();
    if (methods.has(route.method)) throw new Error(`${name} is there twice.`);
    spoken.set(route.url, methods.add(route.method));
    if (route.plain) mountPlain(app, office, route);
    else app.route(mounted(app, office, route));
  }
  for (const [url, methods] of spoken) refuseOtherMethods(app, office, url, methods);
}

/** In a scope of its own, because the rest of the house reads forms only. Tools name any type for text, or none. */
function mountPlain(app: FastifyInstance, office: Office, route: Route): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, { text }));
    scope.route(mounted(scope, office, route));
  });
}

function mounted(app: FastifyInstance, office: Office, route: Route): RouteOptions {
  return {
    method: route.method,
    url: route.url,
    config: { route },
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    onRequest: [
      limiter(app, office, route.counted),
      async (request, reply) => {
        await office.sessions.identify(request, reply);
        permit(request, route);
      },
    ],
    // After the body was read: a form that came from elsewhere is stopped here.
    preHandler: [
      async (request, reply) => {
        const upload = await uploadOf(request, route);
        request.visit = { ...visitOf(office, request, reply), upload };
      },
      ...(route.method === 'POST' && !route.plain ? [app.csrfProtection] : []),
    ],
    handler: async (request, reply) => send(request, reply, await route.handle(request.visit as Visit)),
  };
}

/** A city's witness hears of five counties every few minutes. */
const WITNESS_PER_MINUTE = 120;

const mostOf = (config: Config, counted: NonNullable<Route['counted']>): number =>
  ({ signIn: config.signInsPerMinute, card: config.cardsPerMinute, witness: WITNESS_PER_MINUTE })[counted];

export const limiter = (app: FastifyInstance, { config }: Office, counted?: Route['counted']) =>
  app.rateLimit({
    max: counted ? mostOf(config, counted) : config.requestsPerMinute,
    timeWindow: 60_000,
    // Looking at pages must not use up the tries at the door, nor the other way round.
    keyGenerator: (request) => `${counted ?? 'any'} ${request.ip}`,
  });

/** May this visitor come in at all? What they may reach is asked again by whatever they do. */
function permit(request: FastifyRequest, { needs }: Route): void {
  if (needs === 'public') return;
  const actor = actorOf(request);
  if (!actor) throw new Refusal('sign_in_needed');
  if (needs !== 'signedIn' && !mayEver(actor, needs)) throw new Refusal('not_found');
}

/** The file of a form that carries one; its fields become the body. Other forms carry none. */
async function uploadOf(request: FastifyRequest, { upload: may }: Route): Promise<Upload | null> {
  if (!request.isMultipart()) return null;
  if (!may) throw new Refusal('unreadable');
  const { fields, upload } = await readUpload(request);
  request.body = fields;
  return upload;
}

function visitOf(office: Office, request: FastifyRequest, reply: FastifyReply): Omit<OpenVisit, 'upload'> {
  const actor = actorOf(request);
  const lang = languageOf(request);
  const query = readFields(request.url.split(/\?(.*)/s)[1] ?? '');
  const params = request.params as Record<string, string>;
  const body = (request.body === undefined ? {} : request.body) as Fields | null;
  // The body reader cannot refuse by itself: it says null, and so does the query's.
  if (!query || !body || Object.values(params).some((value) => value.includes('\0'))) throw new Refusal('unreadable');
  return {
    desk: deskFor(office.house, { actor: actor ?? NOBODY, device: request.device, requestId: request.id }),
    actor,
    params,
    query,
    body,
    read: (schema) => schema.parse(body),
    lang,
    t: translator(lang, office.config.production),
    request,
    reply,
    office,
  };
}

const CACHES = {
  not: 'no-store',
  briefly: 'public, max-age=5',
  forever: 'public, max-age=31536000, immutable',
} as const;

function sendBytes(reply: FastifyReply, answer: Extract<Answer, { kind: 'bytes' }>): FastifyReply {
  const { bytes, type, status, keep, name } = answer;
  if (name) reply.header('Content-Disposition', `attachment; filename="${name}"`);
  return reply.code(status).type(type).header('Cache-Control', CACHES[keep]).send(bytes);
}

export async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  if (answer.kind === 'data') return sendData(request, reply, answer.data, answer.status);
  if (answer.kind === 'page') return reply.page(answer.name, answer.data, answer.status);
  if (answer.kind === 'picture') {
    return reply.type('image/jpeg').header('Cache-Control', 'no-store').send(answer.jpeg);
  }
  if (answer.kind === 'bytes') return sendBytes(reply, answer);
  // htmx would follow a redirect by itself and put a whole page into a part of one: it is told to go there instead.
  if (request.headers['hx-request']) return reply.code(204).header('HX-Redirect', answer.url).send();
  return reply.redirect(answer.url, 303);
}

function refuseOtherMethods(app: FastifyInstance, office: Office, url: string, methods: Set<string>): void {
  const allowed = [...methods, ...(methods.has('GET') ? ['HEAD'] : [])].sort().join(', ');
  app.route({
    method: METHODS.filter((method) => !methods.has(method)),
    url,
    exposeHeadRoute: false,
    onRequest: [
      limiter(app, office),
      async (request, reply) => {
        await office.sessions.identify(request, reply);
        reply.header('Allow', allowed);
        throw new Refusal('wrong_method');
      },
    ],
    handler: async () => undefined,
  });
}
