/**
 * An enrolment that is not finished. It is kept in this browser as a sealed cookie that only our pages are sent, under an
 * address of its own: Back loses nothing, two tabs are two people, and nobody is on file before all was read to her.
 * A member in state `draft` is something else: somebody who was sent back.
 */
import { randomBytes } from 'node:crypto';
import type { Instant } from '#domain/day';
import type { Fields } from '#http/form';
import type { Visit } from '#http/route';

export const NEW = '/members/new';
/** The list of people shows them too. */
const SEEN_AT = '/members';
/** As many as a browser's header holds. */
export const MOST_DRAFTS = 3;
/** Begun on a Friday, finished on the Monday after. */
const DAYS = 7;
const NAME = /^enrol-([\w-]{12})$/;

export interface Draft {
  id: string;
  /** Whose it is: another officer at this machine does not see it. */
  by: string;
  at: Instant;
  /** As it was typed, question by question. */
  answers: Record<string, Fields>;
}

export const newDraft = ({ actor, desk }: Visit): Draft => ({
  id: randomBytes(9).toString('base64url'),
  by: actor.id,
  at: desk.now,
  answers: {},
});

/** This officer's unfinished enrolments in this browser, the newest first. */
export function draftsOf(visit: Visit): Draft[] {
  const sealed = Object.entries(visit.request.cookies).filter(([name]) => NAME.test(name));
  const drafts = sealed.flatMap(([, value]) => opened(visit, value ?? '') ?? []);
  return drafts.sort((a, b) => b.at - a.at);
}

export const findDraft = (visit: Visit, id: string): Draft | null =>
  draftsOf(visit).find((draft) => draft.id === id) ?? null;

function opened({ office, actor, desk }: Visit, value: string): Draft | null {
  try {
    const draft = JSON.parse(office.house.vault.open(value)) as Draft;
    const fresh = desk.now - draft.at < DAYS * 86_400_000;
    return draft.by === actor.id && fresh ? draft : null;
  } catch {
    // Sealed with a key that is gone, or not by us: then there is no draft.
    return null;
  }
}

export function keepDraft({ office, reply, desk }: Visit, draft: Draft): void {
  const value = office.house.vault.seal(JSON.stringify({ ...draft, at: desk.now }));
  reply.setCookie(`enrol-${draft.id}`, value, { ...cookie(office.config.production), maxAge: DAYS * 86_400 });
}

export function dropDraft({ office, reply }: Visit, id: string): void {
  reply.clearCookie(`enrol-${id}`, cookie(office.config.production));
}

const cookie = (secure: boolean) => ({ path: SEEN_AT, httpOnly: true, sameSite: 'lax' as const, secure });
