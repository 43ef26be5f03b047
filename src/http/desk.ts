/** 工作台: what waits for whoever is looking, each with its number and the list behind it. */
import { dayOf } from '#domain/day';
import { deedWords, type Line, lineOf, waitWords } from '#http/desk/line';
import { page, type Route } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import type { Key } from '#i18n/words';
import { QUEUE_NAMES, type QueueName } from '#usecases/exchange/queues';
import { readWork, type Section } from '#usecases/exchange/work';

interface Tile {
  name: string;
  title: string;
  hint: string;
  count: number;
  url: string;
  /** Since when the first one waits; '' when nothing does. */
  waits: string;
}

interface Round {
  /** 过期 2 天, or a hamlet. */
  title: string;
  late: boolean;
  lines: (Line & { href: string })[];
}

/** Lists where somebody waits for an answer; in the others the number is enough. */
const WAITING: ReadonlySet<QueueName> = new Set(QUEUE_NAMES.filter((name) => name !== 'held' && name !== 'today'));

const fileUrl = (id: string, name: QueueName) => `/exchanges/${id}/file?queue=${name}`;

function tileOf({ name, count, oldest }: Section, visit: StaffVisit): Tile {
  const { t } = visit;
  return {
    name,
    title: t(`desk.queue.${name}`),
    hint: t(`desk.queue_hint.${name}`),
    count,
    url: `/queue/${name}`,
    waits: oldest === null || !WAITING.has(name) ? '' : waitWords(oldest, visit),
  };
}

/** Today's round: what is overdue stands first, the rest hamlet by hamlet as one walks. */
function roundOf({ lines, name }: Section, visit: StaffVisit): Round[] {
  const { t, desk } = visit;
  const today = dayOf(desk.now);
  const rounds: Round[] = [];
  for (const line of lines) {
    const late = (line.exchange.plannedOn ?? today) < today;
    const title = late ? t('desk.overdue') : (line.hamlet?.name ?? t('desk.no_hamlet'));
    const shown = { ...lineOf(line, visit), words: deedWords(line, visit), href: fileUrl(line.exchange.id, name) };
    const last = rounds.at(-1);
    if (last?.title === title) last.lines.push(shown);
    else rounds.push({ title, late, lines: [shown] });
  }
  return rounds;
}

const showDesk = forStaff(async (visit) => {
  const { sections, others } = await readWork(visit.desk);
  const { t } = visit;
  const today = sections.find(({ name }) => name === 'today');
  const returned = sections.find(({ name }) => name === 'returned');
  const tiles = sections.map((section) => tileOf(section, visit));
  const more = others.map(({ name, count, url }) => ({
    ...{ name, count, url, waits: '' },
    title: t(`desk.queue.${name}` as Key),
    hint: t(`desk.queue_hint.${name}` as Key),
  }));
  const all = [...tiles, ...more];
  return page('desk/desk', {
    today: today ? { ...tileOf(today, visit), rounds: roundOf(today, visit) } : null,
    tiles: all.filter(({ name, count }) => name !== 'today' && count > 0),
    quiet: all.filter(({ name, count }) => name !== 'today' && count === 0),
    returned: (returned?.lines ?? []).map((line) => ({
      ...lineOf(line, visit),
      href: fileUrl(line.exchange.id, 'returned'),
    })),
  });
});

export const routes: Route[] = [{ method: 'GET', url: '/desk', needs: 'desk.read', handle: showDesk }];
