/**
 * Sessions, and the only file that knows lucia (v3, no longer developed): replacing it means rewriting this file.
 *
 * The cookie holds a random token; lucia and the database only ever see its SHA-256. The token begins with the door it
 * was made at, and because the hash covers that letter too, nobody turns a staff session into a member's longer one.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Store } from '#db/store';
import type { Actor } from '#domain/actor';
import { dayOf, type Instant } from '#domain/day';
import {
  type Caller,
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  prolongSession,
  type SessionRow,
  sessionsOf,
} from '#records/session';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, { caller: Caller }>;
    DatabaseSessionAttributes: Pick<SessionRow, 'device' | 'userAgent'>;
    DatabaseUserAttributes: { caller: Caller };
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, or null. */
    caller: Caller | null;
    /** This browser's long-lived random id. */
    device: string;
    /** True when a session cookie came that no longer opens anything: the page says so kindly. */
    sessionOver: boolean;
  }
}

export const SESSION_COOKIE = 'yl';
export const DEVICE_COOKIE = 'yd';

/** Staff sign in every working day; a member opens a link from her helper and stays for a month. */
const DOORS = {
  s: { prefix: 'usr_', lasts: new TimeSpan(12, 'h') },
  m: { prefix: 'mem_', lasts: new TimeSpan(30, 'd') },
} as const;
type Door = keyof typeof DOORS;

/** Browsers keep no cookie for longer. */
const DEVICE_DAYS = 400;
const DEVICE = /^[\w-]{22}$/;
const TOKEN = /^([sm])\.[\w-]{43}$/;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const doorOf = (token: string | undefined): Door | null => (token ? (TOKEN.exec(token)?.[1] as Door) : null) ?? null;

export interface Sessions {
  /** Read the cookies and say who this is. Prolongs a session past half its time. */
  identify(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** A new session for `usr_…` or `mem_…`; whatever session this browser had before is ended. */
  signIn(request: FastifyRequest, reply: FastifyReply, subjectId: string): Promise<void>;
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Ends every session of this person: a lost phone, a new PIN, a disabled user. */
  signOutEverywhere(subjectId: string): Promise<void>;
  /** For the nightly job. */
  sweep(): Promise<void>;
}

/** Who acts, or null for somebody who has not signed in. */
export const actorOf = (request: FastifyRequest): Actor | null => request.caller?.actor ?? null;

/** Which door this browser came in by last, even when its session is over: it is shown that door again. */
export const lastDoor = (request: FastifyRequest): Door | null => doorOf(request.cookies[SESSION_COOKIE]);

export function createSessions(store: Store, clock: () => Instant, secure: boolean): Sessions {
  const adapter = adapterOver(store, clock);
  const luciaAt = (door: Door) =>
    new Lucia(adapter, { sessionExpiresIn: DOORS[door].lasts, getUserAttributes: ({ caller }) => ({ caller }) });
  const lucias = { s: luciaAt('s'), m: luciaAt('m') };
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const hand = (reply: FastifyReply, token: string, door: Door) =>
    reply.setCookie(SESSION_COOKIE, token, { ...cookie, maxAge: DOORS[door].lasts.seconds() });

  async function callerOf(token: string, reply: FastifyReply): Promise<Caller | null> {
    const door = doorOf(token);
    if (!door) return null;
    const { session, user } = await lucias[door].validateSession(hashOf(token));
    if (!session || !user) return null;
    if (session.fresh) hand(reply, token, door);
    return user.caller;
  }

  return {
    async identify(request, reply) {
      const token = request.cookies[SESSION_COOKIE];
      request.device = request.cookies[DEVICE_COOKIE] ?? '';
      if (!DEVICE.test(request.device)) {
        request.device = randomBytes(16).toString('base64url');
        reply.setCookie(DEVICE_COOKIE, request.device, { ...cookie, maxAge: DEVICE_DAYS * 86_400 });
      }
      request.caller = token ? await callerOf(token, reply) : null;
      request.sessionOver = Boolean(token) && !request.caller;
    },

    async signIn(request, reply, subjectId) {
      const door = (Object.keys(DOORS) as Door[]).find((name) => subjectId.startsWith(DOORS[name].prefix));
      if (!door) throw new Error(`Nobody signs in as ${subjectId}.`);
      const before = request.cookies[SESSION_COOKIE];
      if (before) await adapter.deleteSession(hashOf(before));
      const token = `${door}.${randomBytes(32).toString('base64url')}`;
      const userAgent = request.headers['user-agent']?.slice(0, 200) ?? null;
      await lucias[door].createSession(subjectId, { device: request.device, userAgent }, { sessionId: hashOf(token) });
      hand(reply, token, door);
    },

    async signOut(request, reply) {
      const token = request.cookies[SESSION_COOKIE];
      if (token) await adapter.deleteSession(hashOf(token));
      reply.clearCookie(SESSION_COOKIE, cookie);
    },

    signOutEverywhere: (subjectId) => adapter.deleteUserSessions(subjectId),
    sweep: () => adapter.deleteExpiredSessions(),
  };
}

/**
 * What lucia asks of a database. It knows one clock, `Date.now()`; the house has its own (an argument, so that tests can
 * let a month pass). The adapter translates: outward, times are moved by the difference of the two.
 */
function adapterOver(store: Store, clock: () => Instant): Adapter {
  const toLucia = (at: Instant) => new Date(at - clock() + Date.now());
  const fromLucia = (date: Date): Instant => date.getTime() - Date.now() + clock();
  const told = ({ id, subjectId, expiresAt, device, userAgent }: SessionRow): DatabaseSession => ({
    id,
    userId: subjectId,
    expiresAt: toLucia(expiresAt),
    attributes: { device, userAgent },
  });

  return {
    async getSessionAndUser(id) {
      const found = await store.read((tx) => findSession(tx, id, dayOf(clock())));
      if (!found) return [null, null];
      const { session, caller } = found;
      return [told(session), caller ? { id: session.subjectId, attributes: { caller } } : null];
    },
    async getUserSessions(subjectId) {
      return (await store.read((tx) => sessionsOf(tx, subjectId))).map(told);
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const row = { id, subjectId: userId, createdAt: clock(), expiresAt: fromLucia(expiresAt), freshAt: null };
      await store.transact([], (tx) => insertSession(tx, { ...row, ...attributes }));
    },
    async updateSessionExpiration(id, expiresAt) {
      await store.transact([], (tx) => prolongSession(tx, id, fromLucia(expiresAt), clock()));
    },
    async deleteSession(id) {
      await store.transact([], (tx) => deleteSession(tx, id));
    },
    async deleteUserSessions(subjectId) {
      await store.transact([], (tx) => deleteSessionsOf(tx, subjectId));
    },
    async deleteExpiredSessions() {
      await store.transact([], (tx) => deleteExpiredSessions(tx, clock()));
    },
  };
}
