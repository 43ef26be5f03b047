/** What members' pages share: who is looking, whom one acts for, and what people are called. */

import { surnameLength } from '#db/pinyin';
import type { MemberActor } from '#domain/actor';
import { ageOn, type Day } from '#domain/day';
import { HOMES } from '#http/front';
import { sayName } from '#http/name';
import { type Answer, notFound, type Page, seeOther, type Visit } from '#http/route';
import type { Language, Translate } from '#i18n/words';
import type { Person } from '#records/person';

export type MemberVisit = Visit & { actor: MemberActor };

/** A page for members: staff who come by are led to their own, or to what `staff` names. */
export const forMember =
  (handle: (visit: MemberVisit) => Promise<Answer> | Answer, staff = (_visit: Visit) => HOMES.staff) =>
  (visit: Visit): Promise<Answer> | Answer => {
    if (isMember(visit)) return handle(visit);
    return visit.request.method === 'GET' ? seeOther(staff(visit)) : notFound();
  };

/** The page that a member's refused form shows again. */
export const memberForm =
  (form: (visit: MemberVisit) => Promise<Page> | Page) =>
  (visit: Visit): Promise<Page> | Page =>
    isMember(visit) ? form(visit) : notFound();

const isMember = (visit: Visit): visit is MemberVisit => visit.actor.kind === 'member';

/** A field of the query or the body as one text, '' when it is not there. */
export function one(fields: MemberVisit['query'], name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

const ELDER_FROM = 60;

/** 陈伯, 何婆: how an elder is called to somebody who has not said yes yet. Her own name stays with her until then. */
export function surnameOf(
  { name, sex, bornOn }: Person,
  { t, lang, today }: { t: Translate; lang: Language; today: Day },
): string {
  const surname = sayName(name.slice(0, surnameLength(name)), lang);
  const age = ageOn(bornOn, today) >= ELDER_FROM ? 'elder' : 'younger';
  return t(`who.${sex}_${age}`, { surname });
}
