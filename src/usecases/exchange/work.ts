/**
 * 工作台: everything that waits for somebody, counted and shown in one snapshot, so that each number is the length of the
 * list behind it. Other nouns add theirs to `othersOf`.
 */
import type { Act } from '#db/act';
import type { Day, Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { countMembers } from '#records/member-list';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import { countOf, pageOf } from '#records/queue';
import type { Desk } from '#usecases/desk';
import { onDesk, QUEUE_NAMES, type QueueName, queueFor } from '#usecases/exchange/queues';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

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

/** A count with a list of its own elsewhere. */
export interface OtherWork {
  name: 'membersToCheck' | 'membersToApprove';
  count: number;
  url: string;
}

export interface Work {
  sections: Section[];
  others: OtherWork[];
}

/** Lines that stand on the desk itself; of everything else the number is enough. */
const SHOWN: Partial<Record<QueueName, number>> = { today: 30, returned: 5 };

export const readWork = (desk: Desk): Promise<Work> =>
  desk.read(async (act) => {
    const sections: Section[] = [];
    for (const name of QUEUE_NAMES) if (onDesk(act.actor, name)) sections.push(await sectionOf(act, name));
    return { sections, others: await othersOf(act) };
  });

async function sectionOf(act: Act, name: QueueName): Promise<Section> {
  const queue = await queueFor(act, name);
  const count = await countOf(queue.act, queue.waiting);
  const { rows } = await pageOf(queue.act, queue.waiting, { place: null, after: null, limit: SHOWN[name] ?? 1 });
  const lines = SHOWN[name] ? await deskLines(act, await linesFor(act, rows)) : [];
  return { name, count, oldest: rows[0]?.since ?? null, lines: name === 'today' ? byRound(lines, act.today) : lines };
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

/** Overdue first, oldest of them first; then today's, hamlet by hamlet as one walks, by the hour. */
function byRound(lines: DeskLine[], today: Day): DeskLine[] {
  const place = (line: DeskLine) => line.hamlet?.pinyin ?? '~';
  const late = ({ exchange }: DeskLine) => (exchange.plannedOn ?? today) < today;
  return [...lines].sort((a, b) => {
    if (late(a) !== late(b)) return late(a) ? -1 : 1;
    if (late(a) && a.exchange.plannedOn !== b.exchange.plannedOn) {
      return (a.exchange.plannedOn ?? '') < (b.exchange.plannedOn ?? '') ? -1 : 1;
    }
    if (place(a) !== place(b)) return place(a) < place(b) ? -1 : 1;
    return (a.exchange.plannedStart ?? 24 * 60) - (b.exchange.plannedStart ?? 24 * 60);
  });
}

async function othersOf(act: Act): Promise<OtherWork[]> {
  const checks = mayEver(act.actor, 'member.check');
  const approves = mayEver(act.actor, 'member.approve');
  if (!checks && !approves) return [];
  const counts = await countMembers(act);
  const found: OtherWork[] = [];
  if (checks) {
    found.push({ name: 'membersToCheck', count: counts.get('submitted') ?? 0, url: '/members?state=submitted' });
  }
  if (approves) {
    found.push({ name: 'membersToApprove', count: counts.get('checked') ?? 0, url: '/members?state=checked' });
  }
  return found;
}
