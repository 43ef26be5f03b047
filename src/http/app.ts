/** The web app over a house: plugins, what holds for every request, and the table of routes. It does not listen. */
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import type { Config } from '#config';
import { Refusal } from '#domain/refusal';
import { guardHeaders } from '#http/armour';
import { readAssets, serveAssets } from '#http/assets';
import { createAnswerError } from '#http/errors';
import { servePhone } from '#http/field/phone';
import { readFields } from '#http/form';
import { loggerFor } from '#http/log';
import { limiter, mountRoutes } from '#http/mount';
import type { Office } from '#http/office';
import { createPages, csrfOwner } from '#http/page';
import type { Route } from '#http/route';
import { routes as allRoutes } from '#http/routes';
import { createSessions } from '#http/session';
import { UPLOAD_LIMITS } from '#http/upload';
import { type ReadBooks, readApart } from '#jobs/reader';
import { type ReckonPlan, reckonApart } from '#jobs/reckoner';
import { touch } from '#records/health';
import type { House } from '#usecases/desk';

const BODY_LIMIT_BYTES = 256 * 1024;
/** An address may hold 4,000 characters of Chinese, nine bytes each as they travel, and is still answered by a page. */
const HEADER_LIMIT_BYTES = 64 * 1024;

/**
 * @param readBooks how the books are read through: it takes long, and is done elsewhere
 * @param routes the whole table; a test may give another
 * @param reckonPlan how a plan for a town is reckoned: elsewhere too
 * @throws Error when a route does not say what it needs
 */
export async function buildApp(
  house: House,
  config: Config,
  readBooks: ReadBooks = readApart(),
  routes: readonly Route[] = allRoutes,
  reckonPlan: ReckonPlan = reckonApart(),
): Promise<FastifyInstance> {
  const sessions = createSessions(house.store, house.clock, config.production);
  const office: Office = { house, config, sessions, assets: readAssets(config.production), readBooks, reckonPlan };
  const sendPage = createPages(office);
  const answerError = createAnswerError(office, sendPage);

  const app = fastify({
    logger: loggerFor(config),
    // Its own lines hold the query and the visitor's address; ours is written when the request is answered.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    // Its types leave out that a number of hops is understood too.
    trustProxy: config.trustProxy as FastifyServerOptions['trustProxy'],
    bodyLimit: BODY_LIMIT_BYTES,
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
    // A request id from outside is believed only from a proxy of ours.
    requestIdHeader: config.trustProxy === false ? false : 'x-request-id',
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: async (error, request, reply) => {
      // Before any hook: an address that cannot be decoded.
      reply.header('Content-Security-Policy', "default-src 'self'").header('X-Request-Id', request.id);
      await answerError(error, request, reply);
    },
  });
  app.decorateRequest('caller', null);
  app.decorateRequest('visit', null);
  app.decorateRequest('device', '');
  app.decorateRequest('sessionOver', false);
  app.decorateReply('page', function (name, data, status) {
    return sendPage(this.request, this, name, data, status);
  });
  app.setErrorHandler(answerError);
  const guarding = guardHeaders(config.production);
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(guarding).header('X-Request-Id', request.id);
    next();
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const took = Math.round(reply.elapsedTime);
    request.log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms: took }, 'answered');
  });

  await plugins(app, config);
  serveAssets(app, office.assets);
  servePhone(app, office);
  serveHealth(app, house);
  mountRoutes(app, office, routes);
  app.setNotFoundHandler({ preHandler: [limiter(app, office), office.sessions.identify] }, () => {
    throw new Refusal('no_such_page');
  });
  return app;
}

async function plugins(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(cookie, { secret: config.cookieSecret });
  await app.register(csrf, {
    cookieKey: 'yc',
    // Not signed as well: a secret from elsewhere makes no token without the key below.
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: config.production },
    csrfOpts: { hmacKey: config.cookieSecret },
    getToken: (request) => {
      const token = (request.body as Record<string, unknown> | null)?._csrf;
      return typeof token === 'string' ? token : undefined;
    },
    getUserInfo: csrfOwner,
  });
  // Attached to each route by name (`limiter`), so that style and icons are not counted.
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    global: false,
    addHeadersOnExceeding: silent,
    errorResponseBuilder: () => new Refusal('too_many_requests'),
  });
  // Forms only: what is not a form is not ours to parse. `null` says that it could not be read.
  app.removeAllContentTypeParsers();
  await app.register(formbody, {
    bodyLimit: BODY_LIMIT_BYTES,
    parser: (body) => readFields(body) as Record<string, unknown>,
  });
  await app.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
}

/** For whoever watches the machine: up, and the database answers. */
function serveHealth(app: FastifyInstance, house: House): void {
  app.get('/healthz', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store').type('text/plain; charset=utf-8');
    try {
      await house.store.read(touch);
      return 'ok\n';
    } catch (error) {
      app.log.error(error, 'the database does not answer');
      return reply.code(503).send('the database does not answer\n');
    }
  });
}
