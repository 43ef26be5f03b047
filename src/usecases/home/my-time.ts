/** 我的时间有什么用, and what is kept about me: facts and rules for two pages of a member's own. Nothing is decided here. */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import { addMonths, type Day, dayOf, instantOf } from '#domain/day';
import { usableAfterNotice } from '#domain/notice';
import type { PolicyValues } from '#domain/policy';
import { must } from '#domain/refusal';
import { countyOf, type RegionCode } from '#domain/region';
import { accountsOf } from '#ledger/balance';
import { statementOf } from '#ledger/statement';
import { type Bureau, bureauFor } from '#records/bureau';
import { type CardRow, liveCardsOf } from '#records/card';
import { type Consent, consentsOf } from '#records/consent';
import { findMember, type Member } from '#records/member';
import { findPersons, type Person } from '#records/person';
import { type PinRow, pinOf } from '#records/pin';
import { findRegion, pathOf, type RegionRow } from '#records/region';
import { listServices, type ServiceRow } from '#records/service';
import type { Desk } from '#usecases/desk';
import { ownAgeOf } from '#usecases/exchange/cover';
import { USUAL } from '#usecases/exchange/preview';
import { type Side, walletOfPerson } from '#usecases/home/read';
import { type OwnPairing, ownPairingsOf } from '#usecases/pairing/own';

export interface MyTime extends Pick<Side, 'wallet' | 'grants'> {
  county: RegionRow;
  /** Who answers for it: the county's bureau, or the city's where the county gave no number; null where neither did. */
  bureau: Bureau | null;
  /** From which age on she may use minutes of her own. */
  minAge: number;
  /** What most people ask for, of what is open to ask for. */
  services: ServiceRow[];
  /** The day from which all of what is on notice can be used; null when nothing is. */
  pendingUntil: Day | null;
  /** Whom the rules let her give it to. */
  relations: PolicyValues['transfer.relations'];
  /** Of the rules all of this is said by; 0 = the defaults. */
  version: number;
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
    const services = await listServices(act);
    return {
      ...(await walletOfPerson(act, person)),
      services: USUAL.flatMap((code) => services.find((one) => one.code === code && one.enabled) ?? []),
      pendingUntil: await pendingUntil(act, person),
      relations: act.policy.get('transfer.relations', person.regionCode, act.today),
      version: act.policy.version,
      county: await findRegion(act, countyOf(person.regionCode)),
      bureau: await bureauFor(act.tx, countyOf(person.regionCode)),
      minAge: await ownAgeOf(act, person),
      rules: rulesFor(act, person.regionCode),
    };
  });

/** How far back one looks for what is still on a notice. */
const NOTICE_MONTHS = 3;

async function pendingUntil(act: Act, { id, regionCode }: Person): Promise<Day | null> {
  const pending = (await accountsOf(act, [id])).filter(({ kind, balance }) => kind === 'pending' && balance > 0);
  const since = instantOf(addMonths(act.today, -NOTICE_MONTHS));
  const days: Day[] = [];
  for (const account of pending) {
    const { lines } = await statementOf(act, account, since, act.now + 1);
    days.push(...lines.filter(({ minutes }) => minutes > 0).map(({ recordedAt }) => dayOf(recordedAt)));
  }
  const newest = days.sort().at(-1);
  if (!newest) return null;
  const closeDay = act.policy.get('log.closeDay', regionCode, newest);
  return usableAfterNotice(newest, closeDay, act.policy.get('notice.publicDays', regionCode, act.today));
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
  /** When it was set, and when she changed it herself since; null = she has none. */
  pin: Pick<PinRow, 'setAt' | 'changedAt'> | null;
  /** Who comes to her for good, and whom she goes to see. */
  pairings: OwnPairing[];
}

export const readAboutMe = (desk: Desk, actor: MemberActor): Promise<AboutMe> =>
  desk.read(async (act) => {
    const member = await findMember(act, actor.id, 'member.read');
    const { name, nickname, bornOn, phoneTail, serves, receives } = member;
    const pin = await pinOf(act, member.id);
    return {
      member: { name, nickname, bornOn, phoneTail, serves, receives },
      place: await pathOf(act, member.regionCode),
      cards: await liveCardsOf(act, member.id),
      consents: await consentsOf(act, member.id),
      pin: pin && { setAt: pin.setAt, changedAt: pin.changedAt },
      pairings: (await ownPairingsOf(act, actor)).filter(({ kin }) => !kin),
    };
  });
