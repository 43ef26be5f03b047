/** What a request would cost before it is made: who pays, and whether the town looks at it first. Nothing is written. */
import type { Act } from '#db/act';
import { halfDayOf } from '#domain/day';
import type { State } from '#domain/exchange';
import { readAccountId } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { type HabitVisit, type UsualTime, usualTime } from '#domain/usual';
import type { Wallet } from '#ledger/balance';
import { type Exchange, recentOf } from '#records/exchange';
import { doneFor } from '#records/member-exchange';
import { findPersons, type Person } from '#records/person';
import { findService, listServices, type ServiceRow } from '#records/service';
import type { Desk } from '#usecases/desk';
import { type Cover, coverFor } from '#usecases/exchange/cover';
import { matesOf } from '#usecases/exchange/mates';
import { heldByRule, type Request, refuseUnreasonable } from '#usecases/exchange/request';
import { walletFor } from '#usecases/statement/wallet';

/** Minutes by who gives them. */
export interface Payers {
  granted: number;
  pool: number;
  own: number;
  short: number;
}

export interface Preview {
  person: Person;
  /** Under the same roof: they may be helped in the same visit. */
  mates: Person[];
  service: ServiceRow;
  /** By the rules, and where she asks to use her own; `own` is null where that makes no difference. */
  usual: Payers;
  own: Payers | null;
  /** What she could use at most, before this. */
  available: Pick<Wallet, 'granted' | 'own'>;
  /** True when the town looks at it before anything is booked. */
  waits: boolean;
  /** Nobody could ever pay it. */
  impossible: boolean;
}

export type Asked = Pick<Request, 'serviceCode' | 'plannedOn' | 'plannedMinutes'>;

/** @throws Refusal not_found · member_not_approved · service_unknown · service_off · what a request refuses */
export const previewRequest = (desk: Desk, memberId: string, asked: Asked): Promise<Preview> =>
  desk.read(async (act) => {
    const person = await mayReceive(act, memberId);
    const service = await findService(act, asked.serviceCode);
    refuseUnreasonable(act, asked, service);
    const { regionCode } = person;
    const question = {
      minutes: asked.plannedMinutes,
      purpose: 'asked',
      beneficiaryIds: [memberId],
      regionCode,
    } as const;
    const held = { ...question, plannedOn: asked.plannedOn, more: asked.plannedMinutes };
    const cover = await coverFor(act, { ...question, wantsOwn: false });
    const wanting = payersOf(await coverFor(act, { ...question, wantsOwn: true }));
    const usual = payersOf(cover);
    return {
      person,
      mates: await matesOf(act, person, []),
      service,
      usual,
      own: wanting.own > usual.own ? wanting : null,
      available: await walletFor(act, person),
      waits: !(await heldByRule(act, held, service, cover)),
      impossible: cover.short > 0 && !cover.poolAllowed,
    };
  });

/** @throws Refusal not_found · member_not_approved */
async function mayReceive(act: Act, memberId: string): Promise<Person> {
  const [found] = await findPersons(act, [memberId], 'exchange.request');
  const person = must(found);
  if (person.state !== 'approved' || !person.receives) throw new Refusal('member_not_approved', { name: person.name });
  return person;
}

function payersOf({ lines, short }: Cover): Payers {
  const of = (kind: string) =>
    lines.filter(({ account }) => readAccountId(account.id).kind === kind).reduce((sum, line) => sum + line.minutes, 0);
  return { granted: of('granted'), pool: of('pool'), own: of('own'), short };
}

/** What most people ask for, until somebody has habits of her own. */
export const USUAL: readonly string[] = ['A02', 'B03', 'B01', 'E01', 'D01', 'B04'];
const RECENT = 30;

/** A service, and when and how long she most likely wants it. */
export interface Offered {
  service: ServiceRow;
  usual: UsualTime;
}

export interface Askable {
  person: Person;
  /** What was done for her last, to be asked for again; null where nothing was yet. */
  again: Offered | null;
  /** What she asked for most, then what most people ask for. */
  common: Offered[];
  /** Everything that is open to ask for, the common ones included. */
  all: Offered[];
}

const COMING: readonly State[] = ['requested', 'approved', 'matched', 'in_service'];
const HABITS: readonly State[] = [...COMING, 'logged', 'confirmed', 'credited', 'final'];

/** What can be asked for, for whom. Station duty and training are no help to anybody at home. */
export const servicesToAsk = (desk: Desk, memberId: string): Promise<Askable> =>
  desk.read(async (act) => {
    const person = await mayReceive(act, memberId);
    const recent = await recentOf(act, 'exchange.read', doneFor(act, memberId, HABITS), RECENT);
    const all = (await listServices(act))
      .filter((one) => one.enabled && one.maxMinutes > 0 && !one.code.startsWith('M'))
      .map((service) => ({ service, usual: usualTime(service, recent.map(habitOf), comingOf(recent), act.today) }));
    const find = (code: string) => all.find(({ service }) => service.code === code);
    const order = [...new Set([...mostAsked(recent), ...USUAL])].slice(0, USUAL.length);
    const last = recent.find(({ servedOn }) => servedOn !== null);
    return {
      person,
      again: find(last?.serviceCode ?? '') ?? null,
      all,
      common: order.flatMap((code) => find(code) ?? []),
    };
  });

function habitOf(one: Exchange): HabitVisit {
  const start = one.startMinute ?? one.plannedStart;
  return {
    serviceCode: one.serviceCode,
    half: one.halfDay ?? one.plannedHalfDay ?? (start === null ? null : halfDayOf(start)),
    minutes: one.plannedMinutes ?? one.servedMinutes,
  };
}

const comingOf = (recent: readonly Exchange[]) =>
  recent
    .filter(({ state }) => COMING.includes(state))
    .flatMap((one) => (one.plannedOn ? [{ day: one.plannedOn, half: habitOf(one).half }] : []));

function mostAsked(recent: readonly Exchange[]): string[] {
  const times = new Map<string, number>();
  for (const { serviceCode } of recent) times.set(serviceCode, (times.get(serviceCode) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}
