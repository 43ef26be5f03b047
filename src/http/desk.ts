/** 工作台: what waits for whoever is looking, each with its number and the list behind it. */
import { dayOf, type Instant, workingDaysSince } from '#domain/day';
import { mayEver } from '#domain/permission';
import { toldAlert } from '#http/alert/words';
import { waitWords } from '#http/desk/line';
import { type Group, groupsOf, toldBack, toldMemberBack } from '#http/desk/round';
import { doneIn } from '#http/exchange/file';
import { page, type Route } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { headWords } from '#http/storm/words';
import { weekOfThanks } from '#http/thanks';
import { sayToday } from '#i18n/say';
import { QUEUE_NAMES, type QueueName } from '#usecases/exchange/queues';
import type { CameBack } from '#usecases/exchange/round';
import { readWork, type Section, type Work } from '#usecases/exchange/work';
import type { MembersBack } from '#usecases/member/came-back';

interface Tile {
  name: string;
  title: string;
  hint: string;
  count: number;
  url: string;
  /** Since when the first one waits; '' when nothing does. */
  waits: string;
}

/** Lists where somebody waits for an answer; in the others the number is enough. */
const WAITING: ReadonlySet<QueueName> = new Set(QUEUE_NAMES.filter((name) => name !== 'held' && name !== 'today'));

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

const showDesk = forStaff(async (visit) => {
  const { sections, members, refused, round, cameBack, membersBack, news, credited, alerts, storms, late, safety } =
    await readWork(visit.desk);
  const { t } = visit;
  const today = sections.find(({ name }) => name === 'today');
  const tiles = sections.map((section) => tileOf(section, visit));
  const enrolments = members.map(({ name, count, oldest }) => ({
    ...{ name, count, url: `/queue/${name}` },
    title: t(`desk.queue.${name}`),
    hint: t(`desk.queue_hint.${name}`),
    waits: oldest === null ? '' : waitWords(oldest, visit),
  }));
  const all = [
    ...tiles,
    ...enrolments,
    ...dueTile(late, visit),
    ...safetyTiles(safety, visit),
    ...phoneTile(refused, visit),
    ...newsTiles(news, visit),
  ];
  const mends = mayEver(visit.actor, 'exchange.correct');
  // What one can put right oneself stands there in full; its number needs no second line below.
  const shown = (name: string) => name === 'today' || (name === 'returned' && mends);
  const groups = round ? groupsOf(round, visit) : null;
  const oldest = [...sections.filter(({ name }) => WAITING.has(name)), ...members].flatMap((list) =>
    list.count > 0 && list.oldest !== null ? [list.oldest] : [],
  );
  return page('desk/desk', {
    done: doneIn(visit),
    lead: today && groups ? leadForRound(groups, visit) : leadForLists(oldest, visit),
    alerts:
      alerts && alerts.count > 0
        ? { count: alerts.count, lines: alerts.lines.map((one) => toldAlert(one, visit)) }
        : null,
    storms: storms.map((head) => ({
      ...headWords(head, visit),
      grave: head.storm.state === 'during',
      now: head.storm.state === 'closed' ? '' : t(`storm.now.${head.storm.state}`),
    })),
    today: today && groups ? { ...tileOf(today, visit), groups } : null,
    returned: [mends ? returnedOf(sections, cameBack, visit) : null, enrolmentsBack(membersBack, visit)].filter(
      Boolean,
    ),
    tiles: all.filter(({ name, count }) => !shown(name) && count > 0),
    quiet: all.filter(({ name, count }) => name !== 'today' && count === 0),
    thanks: weekOfThanks(credited, visit),
  });
});

/** The number is that of the list behind it: whoever is past the last day of her visit. */
function dueTile(late: number | null, { t }: StaffVisit): Tile[] {
  if (late === null) return [];
  return [{ name: 'dues', title: t('due.tile'), hint: t('due.tile_hint'), count: late, url: '/dues', waits: '' }];
}

/** 意外 and 保险: each number is that of the list behind it. */
function safetyTiles({ incidents, overdue, uncovered }: Work['safety'], { t }: StaffVisit): Tile[] {
  const tile = (name: string, count: number | null, words: Pick<Tile, 'title' | 'hint' | 'url'>): Tile[] =>
    count === null ? [] : [{ name, count, waits: '', ...words }];
  const late = overdue > 0 ? t('incident.on_desk_late', { count: overdue }) : t('incident.lead');
  return [
    ...tile('incidents', incidents, { title: t('incident.on_desk'), hint: late, url: '/incidents' }),
    ...tile('uncovered', uncovered, {
      ...{ title: t('insurance.uncovered'), hint: t('insurance.tile_hint'), url: '/insurances/uncovered' },
    }),
  ];
}

/** Once dealt with it is no list to come back to: nothing says that it is empty. */
function phoneTile(refused: Work['refused'], visit: StaffVisit): Tile[] {
  if (!refused || refused.count === 0) return [];
  const { t } = visit;
  return [
    {
      name: 'refused',
      title: t('station.refused_link'),
      hint: t('station.refused_hint'),
      count: refused.count,
      url: '/field/refused',
      waits: refused.oldest === null ? '' : waitWords(refused.oldest, visit),
    },
  ];
}

/** What is to be told, what did not arrive, what one was told oneself. */
function newsTiles({ toTell, dead, unread }: Work['news'], { t }: StaffVisit): Tile[] {
  const tile = (name: 'tellings' | 'undelivered' | 'notices', count: number | null): Tile[] =>
    count === null
      ? []
      : [{ name, count, url: `/${name}`, title: t(`desk.${name}`), hint: t(`desk.${name}_hint`), waits: '' }];
  return [
    ...tile('tellings', toTell),
    ...tile('undelivered', dead),
    // Only who walks a village is told of what comes about without her; the bureau and the auditor when a book does not stand.
    ...tile('notices', unread > 0 || toTell !== null ? unread : null).map((one) =>
      toTell === null ? { ...one, hint: t('desk.notices_office') } : one,
    ),
  ];
}

const todayIn = ({ lang, desk }: StaffVisit): string => sayToday(lang, dayOf(desk.now));

/** Who walks a round wants to know where to begin. */
function leadForRound(groups: readonly Group[], visit: StaffVisit): string {
  const late = groups.filter(({ kind }) => kind === 'late').reduce((sum, { stops }) => sum + stops.length, 0);
  return visit.t(late > 0 ? 'desk.lead_late' : 'desk.lead_round', { day: todayIn(visit), late });
}

/** @param oldest since when each list waits that somebody waits in */
function leadForLists(oldest: readonly Instant[], visit: StaffVisit): string {
  const day = todayIn(visit);
  if (oldest.length === 0) return visit.t('desk.lead_none', { day });
  const days = workingDaysSince(dayOf(Math.min(...oldest)), dayOf(visit.desk.now));
  return visit.t(days > 0 ? 'desk.lead_waiting' : 'desk.lead_new', { day, lists: oldest.length, days });
}

function returnedOf(sections: Section[], cameBack: CameBack[], visit: StaffVisit) {
  const section = sections.find(({ name }) => name === 'returned');
  if (!section || section.count === 0) return null;
  return { ...tileOf(section, visit), lines: cameBack.map((line) => toldBack(line, visit)) };
}

/** Enrolments that were sent back: the same lines, from another list. */
function enrolmentsBack(back: MembersBack | null, visit: StaffVisit) {
  if (!back || back.count === 0) return null;
  return {
    name: 'enrolments',
    title: visit.t('desk.enrolments_back'),
    count: back.count,
    url: '/members?list=draft',
    lines: back.lines.map((line) => toldMemberBack(line, visit)),
  };
}

export const routes: Route[] = [{ method: 'GET', url: '/desk', needs: 'desk.read', handle: showDesk }];
