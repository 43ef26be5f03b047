/** 印表: a form is printed under a number of its own, blank for one's village or filled in for somebody. */
import type { Act } from '#db/act';
import { grantsFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { type PaperForm, printedOf, SHEET_LINES } from '#domain/sheet';
import { note } from '#records/audit';
import { queueOf } from '#records/exchange';
import { findMember } from '#records/member';
import { doneFor } from '#records/member-exchange';
import { insertSheet } from '#records/sheet';
import { insertAsks } from '#records/sheet-ask';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @returns the number. @throws Refusal not_found · key_reused · person_first, nothing_to_ask (a form that asks about visits) */
export async function printSheet(
  desk: Desk,
  asked: { key: string; form: PaperForm; memberId: string | null },
): Promise<string> {
  const { key, ...body } = asked;
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const member = asked.memberId ? await findMember(act, asked.memberId, 'form.print') : null;
      const regionCode = member?.regionCode ?? must(grantsFor(act.actor, 'form.print')[0]).regionCode;
      const asks = asked.form === 'confirmation' ? await visitsToAsk(act, member?.id ?? null) : [];
      const number = await insertSheet(act, { form: asked.form, regionCode, memberId: member?.id ?? null });
      await insertAsks(act, number, asks);
      const grant = grantOver(act, 'form.print', regionCode);
      await note(act, { verb: 'issue', noun: 'sheet', subjectId: number, regionCode, grant, reason: asked.form });
      return number;
    }),
  );
}

/** Her records that wait for her word, those that wait longest first, as many as a sheet has lines. */
async function visitsToAsk(act: Act, memberId: string | null) {
  const hers = doneFor(act, must(memberId, 'person_first'), ['logged']);
  const waiting = await queueOf(act, 'exchange.read', hers, SHEET_LINES);
  const asks = waiting.flatMap((exchange) => {
    const printed = printedOf(exchange);
    return printed ? [{ exchangeId: exchange.id, printed }] : [];
  });
  if (asks.length === 0) throw new Refusal('nothing_to_ask');
  return asks;
}
