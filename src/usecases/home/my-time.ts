/** 我的时间有什么用, and what is kept about me: facts and rules for two pages of a member's own. Nothing is decided here. */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import { ageOn, type Day } from '#domain/day';
import { must } from '#domain/refusal';
import { countyOf, type RegionCode } from '#domain/region';
import { type CardRow, liveCardsOf } from '#records/card';
import { type Consent, consentsOf } from '#records/consent';
import { findMember, type Member } from '#records/member';
import { findPersons } from '#records/person';
import { findRegion, pathOf, type RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';
import { ownAgeOf } from '#usecases/exchange/cover';
import { type Side, walletOfPerson } from '#usecases/home/read';

export interface MyTime extends Pick<Side, 'wallet' | 'grants'> {
  county: RegionRow;
  /** The day from which she may use her own minutes; null when that day has come. */
  usableFrom: Day | null;
  minAge: number;
  rules: {
    /** null: her own minutes never lapse. */
    expiryMonths: number | null;
    noticeDays: number;
    claimDays: number;
    undoMinutes: number;
  };
}

export const readMyTime = (desk: Desk, actor: MemberActor): Promise<MyTime> =>
  desk.read(async (act) => {
    const [found] = await findPersons(act, [actor.id], 'statement.read');
    const person = must(found);
    const minAge = await ownAgeOf(act, person);
    return {
      ...(await walletOfPerson(act, person.id)),
      county: await findRegion(act, countyOf(person.regionCode)),
      usableFrom: ageOn(person.bornOn, act.today) >= minAge ? null : birthdayOf(person.bornOn, minAge),
      minAge,
      rules: rulesFor(act, person.regionCode),
    };
  });

/** The day on which somebody completes so many years; born on 29 February, that is 1 March where there is no such day. */
function birthdayOf(bornOn: Day, years: number): Day {
  const day = `${Number(bornOn.slice(0, 4)) + years}${bornOn.slice(4)}`;
  return ageOn(bornOn, day) >= years ? day : `${day.slice(0, 4)}-03-01`;
}

const rulesFor = (act: Act, regionCode: RegionCode): MyTime['rules'] => ({
  expiryMonths: act.policy.get('balance.expiryMonths', regionCode, act.today),
  noticeDays: act.policy.get('notice.publicDays', regionCode, act.today),
  claimDays: act.policy.get('death.claimDays', regionCode, act.today),
  undoMinutes: act.policy.get('redeem.undoWindowMin', regionCode, act.today),
});

/** What is kept about her, as she may see it: no number in full. */
export interface AboutMe {
  member: Pick<Member, 'name' | 'nickname' | 'bornOn' | 'phoneTail' | 'serves' | 'receives'>;
  place: RegionRow[];
  cards: CardRow[];
  consents: Consent[];
}

export const readAboutMe = (desk: Desk, actor: MemberActor): Promise<AboutMe> =>
  desk.read(async (act) => {
    const member = await findMember(act, actor.id, 'member.read');
    const { name, nickname, bornOn, phoneTail, serves, receives } = member;
    return {
      member: { name, nickname, bornOn, phoneTail, serves, receives },
      place: await pathOf(act, member.regionCode),
      cards: await liveCardsOf(act, member.id),
      consents: await consentsOf(act, member.id),
    };
  });
