/**
 * 工作台: everything that waits for somebody, counted and shown in one snapshot, so that each number is the length of the
 * list behind it.
 */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { countAlerts, openAlerts } from '#records/alert';
import { countDead } from '#records/dead-letter';
import { recentOf } from '#records/exchange';
import { countToTell } from '#records/in-person';
import { countIncidents } from '#records/incident';
import { countUnread } from '#records/notice';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import { countOf, creditedSince, pageOf } from '#records/queue';
import { type AlertLine, alertLines } from '#usecases/alert/view';
import type { Desk } from '#usecases/desk';
import { onDesk, QUEUE_NAMES, type QueueName, queueFor } from '#usecases/exchange/queues';
import { type CameBack, cameBackFor, roundFor, type Stop } from '#usecases/exchange/round';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { refusedWaiting } from '#usecases/field/refused';
import { countUncovered } from '#usecases/insurance/view';
import { type MembersBack, membersBack } from '#usecases/member/came-back';
import { type MembersWaiting, membersWaiting } from '#usecases/member/queue';
import { type StormHead, stormHeads } from '#usecases/storm/view';
import { lateCount } from '#usecases/visit/list';

export interface Section {
  name: QueueName;
  count: number;
  /** Since when the first one waits; null for an empty list. */
  oldest: Instant | null;
  lines: DeskLine[];
}

export interface DeskLine extends ExchangeLine {
  village: PlaceName | null;
  hamlet: HamletName | null;
}

export interface Work {
  sections: Section[];
  /** Enrolments that wait for this officer. */
  members: MembersWaiting[];
  /** What phones wrote and the house did not take in; null where that is nobody's business. */
  refused: { count: number; oldest: Instant | null } | null;
  /** Null where no round is walked. */
  round: Stop[] | null;
  cameBack: CameBack[];
  /** Null where nobody completes enrolments. */
  membersBack: MembersBack | null;
  /** Of what happened: still to be told at a door, not arrived, not read yet. Null where it is not this officer's. */
  news: { toTell: number | null; dead: number | null; unread: number };
  /** What must be seen to first, by deadline, and how many there are; null where that is not this officer's. */
  alerts: { lines: AlertLine[]; count: number } | null;
  /** Incidents that are open, and of them without their report in time; volunteers whom nothing covers soon. Null: not this officer's. */
  safety: { incidents: number | null; overdue: number; uncovered: number | null };
  /** Weather mode that is not over, in reach. */
  storms: StormHead[];
  /** How many are past the last day of their visit. */
  late: number | null;
  /** What was credited in a helper's villages this week, the newest first: what one thanks for. */
  credited: DeskLine[];
}

/** Lines that stand on the desk itself; of everything else the number is enough. */
const SHOWN: Partial<Record<QueueName, number>> = { today: 30, returned: 20 };

export const readWork = (desk: Desk): Promise<Work> =>
  desk.read(async (act) => {
    const sections: Section[] = [];
    for (const name of QUEUE_NAMES) if (onDesk(act.actor, name)) sections.push(await sectionOf(act, name));
    const linesOf = (name: QueueName) => sections.find((section) => section.name === name)?.lines;
    const today = linesOf('today');
    return {
      sections,
      members: await membersWaiting(act),
      refused: await refusedWaiting(act),
      round: today ? await roundFor(act, today) : null,
      cameBack: await cameBackFor(act, linesOf('returned') ?? []),
      membersBack: await membersBack(act),
      news: {
        toTell: mayEver(act.actor, 'notice.tell') ? await countToTell(act) : null,
        dead: mayEver(act.actor, 'message.settle') ? await countDead(act) : null,
        unread: await countUnread(act),
      },
      alerts: mayEver(act.actor, 'alert.take') ? await alertsFirst(act) : null,
      safety: {
        incidents: mayEver(act.actor, 'incident.step') ? await countIncidents(act, 'open') : null,
        overdue: mayEver(act.actor, 'incident.step') ? await countIncidents(act, 'late') : 0,
        uncovered: await countUncovered(act),
      },
      storms: mayEver(act.actor, 'storm.read') ? await stormHeads(act, 'open') : [],
      late: mayEver(act.actor, 'visit.read') ? await lateCount(act) : null,
      credited: today ? await creditedThisWeek(act) : [],
    };
  });

/** As many as stand on the desk itself. */
const ALERTS = 5;

const alertsFirst = async (act: Act): Promise<Work['alerts']> => ({
  lines: await alertLines(act, await openAlerts(act, ALERTS)),
  count: await countAlerts(act),
});

const WEEK_MS = 7 * 86_400_000;
/** More than this is no message any more. */
const THANKED = 12;

const creditedThisWeek = async (act: Act): Promise<DeskLine[]> =>
  deskLines(act, await linesFor(act, await recentOf(act, 'exchange.read', creditedSince(act.now - WEEK_MS), THANKED)));

async function sectionOf(act: Act, name: QueueName): Promise<Section> {
  const queue = await queueFor(act, name);
  const count = await countOf(queue.act, queue.waiting);
  const { rows } = await pageOf(queue.act, queue.waiting, { place: null, after: null, limit: SHOWN[name] ?? 1 });
  const lines = SHOWN[name] ? await deskLines(act, await linesFor(act, rows)) : [];
  return { name, count, oldest: rows[0]?.since ?? null, lines };
}

/** Lines with the place one goes to. */
export async function deskLines(act: Act, lines: readonly ExchangeLine[]): Promise<DeskLine[]> {
  const places = await placeNames(
    act,
    lines.map(({ exchange }) => exchange.regionCode),
  );
  const hamlets = await hamletNames(
    act,
    lines.map(({ beneficiaries }) => beneficiaries[0]?.hamletId ?? null),
  );
  return lines.map((line) => ({
    ...line,
    village: places.get(line.exchange.regionCode) ?? null,
    hamlet: hamlets.get(line.beneficiaries[0]?.hamletId ?? '') ?? null,
  }));
}
