/** 印表: a form is printed under a number of its own, blank for one's village or filled in for somebody. */
import { grantsFor } from '#domain/permission';
import { must } from '#domain/refusal';
import type { PaperForm } from '#domain/sheet';
import { note } from '#records/audit';
import { findMember } from '#records/member';
import { insertSheet } from '#records/sheet';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @returns the number. @throws Refusal not_found · key_reused */
export async function printSheet(
  desk: Desk,
  asked: { key: string; form: PaperForm; memberId: string | null },
): Promise<string> {
  const { key, ...body } = asked;
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const member = asked.memberId ? await findMember(act, asked.memberId, 'form.print') : null;
      const regionCode = member?.regionCode ?? must(grantsFor(act.actor, 'form.print')[0]).regionCode;
      const number = await insertSheet(act, { form: asked.form, regionCode, memberId: member?.id ?? null });
      const grant = grantOver(act, 'form.print', regionCode);
      await note(act, { verb: 'issue', noun: 'sheet', subjectId: number, regionCode, grant, reason: asked.form });
      return number;
    }),
  );
}
