/**
 * The readable table of routes. A noun has a file that exports `routes: Route[]`; `#http/routes` puts them together.
 *
 *   { method: 'POST', url: '/exchanges/:id/approval', needs: 'exchange.approve', form: show, handle: approve }
 *
 * A route says what it needs, or the app does not start. `handle` calls one use case or one read and says what to answer.
 * When it throws a refusal and there is a `form`, that page is shown again with what was typed and what to do about it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { z } from 'zod';
import type { Actor, MemberActor } from '#domain/actor';
import { type Action, mayEver, PERMISSIONS } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { type Fields, readFields } from '#http/form';
import { languageOf } from '#http/language';
import type { Office } from '#http/office';
import { actorOf } from '#http/session';
import { type Language, type Translate, translator } from '#i18n/words';
import { type Desk, deskFor } from '#usecases/desk';

export interface Page {
  kind: 'page';
  name: string;
  data: Record<string, unknown>;
  status: number;
}
/** Something that is no page: a table as CSV, a tile of the tree, a picture. */
export interface File {
  kind: 'file';
  body: string | Buffer;
  type: string;
  /** Offered for saving under this name; shown in place without one. */
  name?: string;
}
export type Answer = Page | File | { kind: 'seeOther'; url: string };

/** `views/<name>.eta` with this data. */
export const page = (name: string, data: Record<string, unknown> = {}, status = 200): Page => ({
  kind: 'page',
  name,
  data,
  status,
});
/** After something was done: the page that shows it. A second look at that page does nothing twice. */
export const seeOther = (url: string): Answer => ({ kind: 'seeOther', url });
export const file = (body: string | Buffer, type: string, name?: string): Answer => ({ kind: 'file', body, type, name });
/** Out of reach and not there look the same. */
export const notFound = (): never => {
  throw new Refusal('not_found');
};

/** A request to a page that is open to all: `actor` may be null, and the desk then belongs to nobody. */
export interface OpenVisit {
  desk: Desk;
  actor: Actor | null;
  params: Record<string, string>;
  query: Fields;
  body: Fields;
  /** The body, understood: `visit.read(z.object({ … }))`. What is not understood comes back beside its field. */
  read<S extends z.ZodType>(schema: S): z.output<S>;
  lang: Language;
  t: Translate;
  request: FastifyRequest;
  reply: FastifyReply;
  office: Office;
}
/** A request by somebody who is signed in. */
export interface Visit extends OpenVisit {
  actor: Actor;
}

interface Common<V> {
  /** HEAD comes with GET. Nothing else is spoken: forms cannot. */
  method: 'GET' | 'POST';
  /** A resource, never a verb: `/exchanges/:id/approval`. */
  url: string;
  /** The page that a refused POST shows again. */
  form?: (visit: V) => Promise<Page> | Page;
  handle: (visit: V) => Promise<Answer> | Answer;
  /** Signing in is counted more strictly than looking. */
  counted?: 'signIn';
}
export type Route =
  | (Common<OpenVisit> & { needs: 'public' })
  | (Common<Visit> & { needs: Action | 'signedIn' });

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route;
  }
  interface FastifyRequest {
    visit: OpenVisit | null;
  }
  interface FastifyReply {
    /** The only renderer. */
    page(name: string, data?: Record<string, unknown>, status?: number): Promise<FastifyReply>;
  }
}

/** Whoever has not signed in acts as nobody, who reaches nothing. */
const NOBODY: MemberActor = { kind: 'member', id: 'nobody', regionCode: '', kinOf: [] };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** @throws Error when a route does not say what it needs, or two have the same address */
export function mountRoutes(app: FastifyInstance, office: Office, routes: readonly Route[]): void {
  const spoken = new Map<string, Set<string>>();
  for (const route of routes) {
    const name = `${route.method} ${route.url}`;
    const known = route.needs === 'public' || route.needs === 'signedIn' || Object.hasOwn(PERMISSIONS, route.needs ?? '');
    if (!known) throw new Error(`${name} does not say what it needs: an action of #domain/permission, 'signedIn' or 'public'.`);
    const methods = spoken.get(route.url) ?? new Set();
    if (methods.has(route.method)) throw new Error(`${name} is there twice.`);
    spoken.set(route.url, methods.add(route.method));
    app.route(mounted(app, office, route));
  }
  for (const [url, methods] of spoken) refuseOtherMethods(app, office, url, methods);
}

function mounted(app: FastifyInstance, office: Office, route: Route): RouteOptions {
  return {
    method: route.method,
    url: route.url,
    config: { route },
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
        request.visit = visitOf(office, request, reply);
      },
      ...(route.method === 'POST' ? [app.csrfProtection] : []),
    ],
    handler: async (request, reply) => send(request, reply, await route.handle(request.visit as Visit)),
  };
}

export const limiter = (app: FastifyInstance, { config }: Office, counted?: 'signIn') =>
  app.rateLimit({
    max: counted === 'signIn' ? config.signInsPerMinute : config.requestsPerMinute,
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

function visitOf(office: Office, request: FastifyRequest, reply: FastifyReply): OpenVisit {
  const actor = actorOf(request);
  const lang = languageOf(request);
  const query = readFields(request.url.split(/\?(.*)/s)[1] ?? '');
  const params = request.params as Record<string, string>;
  const body = (request.body ?? {}) as Fields | null;
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

export async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  if (answer.kind === 'page') return reply.page(answer.name, answer.data, answer.status);
  if (answer.kind === 'file') {
    if (answer.name) {
      reply.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`);
    }
    return reply.type(answer.type).send(answer.body);
  }
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
