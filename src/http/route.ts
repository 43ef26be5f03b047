/**
 * The readable table of routes. A noun has a file that exports `routes: Route[]`; `#http/routes` puts them together.
 *
 *   { method: 'POST', url: '/exchanges/:id/approval', needs: 'exchange.approve', form: show, handle: approve }
 *
 * A route says what it needs, or the app does not start. `handle` calls one use case or one read and says what to answer.
 * When it throws a refusal and there is a `form`, that page is shown again with what was typed and what to do about it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '#domain/actor';
import type { Action } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import type { Fields } from '#http/form';
import type { Office } from '#http/office';
import type { Upload } from '#http/upload';
import type { Language, Translate } from '#i18n/words';
import type { Desk } from '#usecases/desk';

export interface Page {
  kind: 'page';
  name: string;
  data: Record<string, unknown>;
  status: number;
}
/** Not a page: what a script of ours asked for, as JSON. */
interface Data {
  kind: 'data';
  data: unknown;
  status: number;
}
/** Not a page either: a file or part of one, for a tool or to be kept. */
interface Bytes {
  kind: 'bytes';
  bytes: Buffer;
  type: string;
  status: number;
  /** What caches on the way may do: nothing, a few seconds, or for good because it never changes. */
  keep: 'not' | 'briefly' | 'forever';
  /** Saved under this name. */
  name?: string;
}
export type Answer = Page | Data | Bytes | { kind: 'seeOther'; url: string } | { kind: 'picture'; jpeg: Buffer };

/** `views/<name>.eta` with this data. */
export const page = (name: string, data: Record<string, unknown> = {}, status = 200): Page => ({
  kind: 'page',
  name,
  data,
  status,
});
export const data = (told: unknown, status = 200): Answer => ({ kind: 'data', data: told, status });
/** After something was done: the page that shows it. A second look at that page does nothing twice. */
export const seeOther = (url: string): Answer => ({ kind: 'seeOther', url });
/** A photograph by itself, kept by nobody on the way. */
export const picture = (jpeg: Buffer): Answer => ({ kind: 'picture', jpeg });
export const bytes = (told: Buffer, how: Omit<Bytes, 'kind' | 'bytes' | 'status'> & { status?: number }): Answer => ({
  kind: 'bytes',
  bytes: told,
  status: 200,
  ...how,
});
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
  /** The file that came with the form, as it came; null when none was chosen. Read by `#http/upload`. */
  upload: Upload | null;
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
  /** Signing in, scanning a card and asking for our name under a checkpoint are counted more strictly than looking. */
  counted?: 'signIn' | 'card' | 'witness';
  /** Whose door leads here, where the permission does not say. */
  door?: 'staff';
  /** How large a form may be, in bytes, where it is not the usual. */
  bodyLimit?: number;
  /** Its form may carry a file: a photograph, or what a phone gave out. */
  upload?: true;
  /** What is sent is no form of ours but text from another machine, as `body.text`; it shows no cookie and no token. */
  plain?: true;
}
export type Route = (Common<OpenVisit> & { needs: 'public' }) | (Common<Visit> & { needs: Action | 'signedIn' });

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
