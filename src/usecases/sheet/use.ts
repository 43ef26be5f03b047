/**
 * 照着纸表录: a form without lines (enrolment, consent) is keyed in once, whoever keys it. Its number is taken in the unit that writes
 * what stood on it, with whoever wrote the paper (经办人) beside whoever typed it.
 */
import type { Act } from '#db/act';
import { grantsFor } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { ENROLMENT_FORMS, type PaperForm } from '#domain/sheet';
import { findMember } from '#records/member';
import { namesOf } from '#records/name';
import { findSheet, type Sheet } from '#records/sheet';
import { insertUse, useOf } from '#records/sheet-use';
import type { Desk } from '#usecases/desk';
import { handlersOf } from '#usecases/sheet/read';

/** The number of the form, and who wrote it. */
export interface PaperUse {
  sheet: string;
  handledBy: string;
}

export type PaperKind = 'enrolment' | 'consent';
const FORMS: Record<PaperKind, readonly PaperForm[]> = { enrolment: ENROLMENT_FORMS, consent: ['consent'] };

/**
 * Inside the unit that writes what stood on the form.
 * @throws Refusal sheet_unknown · sheet_wrong_kind · sheet_of_other · sheet_used (all of the field `sheet`) · missing (经办人)
 */
export async function useSheet(act: Act, paper: PaperUse, kind: PaperKind, memberId: string): Promise<void> {
  await fitting(act, paper, kind, memberId);
  if (!(await insertUse(act, { ...paper, memberId }))) throw new Refusal('sheet_used', { field: 'sheet' });
}

/** The same questions before anything is written: at the first page of an enrolment. @throws Refusal as for using it */
export const checkSheet = (desk: Desk, paper: PaperUse, kind: PaperKind): Promise<void> =>
  desk.read(async (act) => {
    await fitting(act, paper, kind, null);
    if (await useOf(act, paper.sheet)) throw new Refusal('sheet_used', { field: 'sheet' });
  });

/** @param memberId null where somebody new is put on file: a form that was filled in for somebody is not hers */
async function fitting(act: Act, { sheet: number, handledBy }: PaperUse, kind: PaperKind, memberId: string | null) {
  const sheet = await findSheet(act, number, 'sheet.key').catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('sheet_unknown', { field: 'sheet' });
    throw error;
  });
  if (!FORMS[kind].some((form) => form === sheet.form)) throw new Refusal('sheet_wrong_kind', { field: 'sheet' });
  const of = kind === 'enrolment' ? null : memberId;
  if (sheet.memberId !== null && sheet.memberId !== of) throw new Refusal('sheet_of_other', { field: 'sheet' });
  if (handledBy !== act.actor.id && !(await handlersOf(act, sheet.regionCode)).has(handledBy)) {
    throw new Refusal('missing', { field: 'handledBy' });
  }
}

export interface PaperAround {
  /** 经办人: those who may have written it, whoever types it first. */
  handlers: Map<string, string>;
  /** The file that this number became or went to, when it was keyed in and that is in reach. */
  usedFor: string | null;
}

/** What a page needs to ask for the number of a form; one that is unknown is told when it is sent. */
export const paperAround = (desk: Desk, number: string): Promise<PaperAround> =>
  desk.read(async (act) => {
    const sheet = number ? await findSheet(act, number, 'sheet.key').catch(() => null) : null;
    const places = sheet ? [sheet.regionCode] : grantsFor(act.actor, 'sheet.key').map(({ regionCode }) => regionCode);
    const handlers = await namesOf(act, [act.actor.id]);
    for (const place of places) for (const [id, name] of await handlersOf(act, place)) handlers.set(id, name);
    return { handlers, usedFor: sheet && (await fileOf(act, sheet)) };
  });

async function fileOf(act: Act, { number }: Sheet): Promise<string | null> {
  const use = await useOf(act, number);
  if (!use) return null;
  const member = await findMember(act, use.memberId, 'member.read').catch(() => null);
  return member?.id ?? null;
}
