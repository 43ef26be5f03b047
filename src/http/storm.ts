/** 应急: what is coming, here or just past; whom nobody has told or seen yet, by place and by name; one tap a row. */
import { z } from 'zod';
import { dayOf, minuteOfDay } from '#domain/day';
import { STORM_TICKS } from '#domain/storm';
import { choice, maybeText } from '#http/form';
import { sayName } from '#http/name';
import { doneWords } from '#http/office/words';
import { placeName, sayPath } from '#http/place-words';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { headWords, lineWords, openWords, stormTag, stormTitle } from '#http/storm/words';
import { sayDate, sayMoment, sayTime } from '#i18n/say';
import { isKey } from '#i18n/words';
import { tickPerson } from '#usecases/storm/mark';
import { readStormSheet } from '#usecases/storm/paper';
import { listStorms, type StormFile, viewStorm, viewStormPerson } from '#usecases/storm/view';

const DONE = {
  declare: 'storm.done.declare',
  begin: 'storm.done.begin',
  callOff: 'storm.done.callOff',
  end: 'storm.done.end',
  close: 'storm.done.close',
  add: 'storm.done.add',
  tell: 'storm.done.tick',
  move: 'storm.done.tick',
  excuse: 'storm.done.tick',
  miss: 'storm.done.tick',
} as const;

const idOf = ({ params }: StaffVisit): string => params.id ?? '';
const regionOf = ({ query, body }: StaffVisit): string | null => {
  const region = textOf(body, 'region') || textOf(query, 'region');
  return /^\d{4,12}$/.test(region) ? region : null;
};

const list = async (visit: StaffVisit): Promise<Page> => {
  const name = textOf(visit.query, 'list') === 'closed' ? 'closed' : 'open';
  const heads = await listStorms(visit.desk, name);
  return page('storm/list', {
    list: name,
    lists: (['open', 'closed'] as const).map((one) => ({
      href: one === 'open' ? '/storms' : '/storms?list=closed',
      words: visit.t(`storm.list.${one}`),
      here: one === name,
    })),
    storms: heads.map((head) => headWords(head, visit)),
  });
};

async function shown(visit: StaffVisit): Promise<Page> {
  const file = await viewStorm(visit.desk, { id: idOf(visit), region: regionOf(visit) });
  return page('storm/file', { ...fileWords(file, visit), done: doneWords(visit, DONE) });
}

function fileWords(file: StormFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { storm, place, path, here, walked, may } = file;
  const at = `/storms/${storm.id}`;
  const say = (instant: number) => sayMoment(lang, instant, dayOf(desk.now));
  const lines = file.people.map((line) => lineWords(line, visit));
  const open = lines.filter((line) => line.open);
  return {
    id: storm.id,
    state: storm.state,
    title: stormTitle(storm, place, visit),
    tags: [stormTag(storm.state, visit), { kind: 'plain' as const, words: t(`storm.level.${storm.level}`) }],
    note: storm.note,
    lead: openWords(file, visit),
    now: storm.state === 'closed' ? closedWords(file, visit) : t(`storm.now.${storm.state}`),
    where: here ? sayPath(path, visit) : '',
    wider: path
      .slice(0, -1)
      .map((one) => ({ href: withQuery(at, { region: one.code }), words: placeName(one, visit) })),
    region: here ?? '',
    walked,
    counts: (['waiting', 'notReached', 'told', 'moved', 'notNeeded'] as const)
      .filter((mark) => file.counts[mark] > 0)
      .map((mark) => ({ words: t(`storm.mark.${mark}`), count: file.counts[mark] })),
    below: file.below.map((one) => ({
      href: withQuery(at, { region: one.region.code }),
      words: placeName(one.region, visit),
      count: one.open,
      hint: t('storm.of_listed', { listed: one.listed }),
    })),
    groups: walked
      ? [
          { title: t('storm.group.open'), kind: 'late', lines: open },
          { title: t('storm.group.done'), kind: 'plain', lines: lines.filter((line) => !line.open) },
        ].filter((group) => group.lines.length > 0)
      : [{ title: t(storm.state === 'after' ? 'storm.group.unseen' : 'storm.group.open'), kind: 'late', lines }].filter(
          (group) => group.lines.length > 0,
        ),
    more: !walked && file.open > lines.length ? t('due.first_of', { count: file.open, shown: lines.length }) : '',
    acts: may.acts.map((name) => ({ href: `${at}/${STEP_AT[name]}`, words: t(`storm.act.${name}`), name })),
    mark: may.mark,
    add: may.add ? `${at}/adding` : '',
    sheet: withQuery(`${at}/sheet`, { region: here }),
    moves: file.moves.map((move) => ({
      words: t(`storm.move.${move.move}`),
      by: move.by ? sayName(move.by, lang) : t('alert.system'),
      when: say(move.at),
      note:
        move.move === 'declare'
          ? ''
          : [reasonWords(move.reason, visit), move.note ?? ''].filter(Boolean).join(t('care.comma')),
    })),
  };
}

export const STEP_AT = { begin: 'beginning', callOff: 'calling-off', end: 'ending', close: 'closing' } as const;

function reasonWords(reason: string | null, { t }: StaffVisit): string {
  const key = `storm.reason.${reason ?? ''}`;
  return isKey(key) && reason !== 'called_off' && reason !== 'all_seen' ? t(key) : '';
}

const closedWords = ({ storm }: StormFile, { t }: StaffVisit): string => {
  const key = `storm.reason.${storm.closeReason ?? ''}`;
  return t('storm.closed_because', { why: isKey(key) ? t(key) : '' });
};

/** One row on a page of its own: where she was moved to, why it is not needed, that nobody answers. */
async function person(visit: StaffVisit): Promise<Page> {
  const { storm, line, places } = await viewStormPerson(visit.desk, {
    id: idOf(visit),
    memberId: visit.params.memberId ?? '',
  });
  const { t } = visit;
  const usual = (['kin', 'neighbour', 'committee', 'school'] as const).map((place) => t(`storm.place.${place}`));
  return page('storm/person', {
    ...lineWords(line, visit),
    id: storm.id,
    memberId: line.person.memberId,
    region: regionOf(visit) ?? '',
    places: [...new Set([...places, ...usual])].slice(0, 6),
    excuses: (['kin_here', 'safe_house', 'away', 'refuses'] as const).map((why) => t(`storm.excuse.${why}`)),
  });
}

async function tick(visit: StaffVisit): Promise<Answer> {
  const read = visit.read(z.object({ tick: choice(STORM_TICKS), said: maybeText(100), place: maybeText(100) }));
  const memberId = visit.params.memberId ?? '';
  await tickPerson(visit.desk, { id: idOf(visit), memberId, tick: read.tick, said: read.said ?? read.place });
  return seeOther(withQuery(`/storms/${idOf(visit)}`, { region: regionOf(visit), done: read.tick }));
}

/** 临灾转移台账. */
async function sheet(visit: StaffVisit): Promise<Page> {
  const { storm, path, lines, by } = await readStormSheet(visit.desk, { id: idOf(visit), region: regionOf(visit) });
  const { t, lang, desk } = visit;
  const villages = new Map<string, { name: string; lines: ReturnType<typeof lineWords>[] }>();
  for (const line of lines) {
    const code = line.person.regionCode;
    const village = villages.get(code) ?? { name: placeName(line.village, visit), lines: [] };
    village.lines.push(lineWords(line, visit));
    villages.set(code, village);
  }
  return page('storm/sheet', {
    id: storm.id,
    region: regionOf(visit) ?? '',
    where: sayPath(path, visit),
    kind: [t(`storm.kind.${storm.kind}`), t(`storm.level.${storm.level}`)].join(t('care.comma')),
    note: storm.note,
    count: lines.length,
    villages: [...villages.values()],
    // On paper nobody knows what "today" was.
    printed: t('storm.printed', {
      name: sayName(by, lang),
      when: [sayDate(lang, dayOf(desk.now)), sayTime(lang, minuteOfDay(desk.now))].join(' '),
    }),
  });
}

const file = forStaff(shown);
const one = forStaff(person);
export const routes: Route[] = [
  { method: 'GET', url: '/storms', needs: 'storm.read', handle: forStaff(list) },
  { method: 'GET', url: '/storms/:id', needs: 'storm.read', handle: file },
  { method: 'GET', url: '/storms/:id/sheet', needs: 'storm.read', handle: forStaff(sheet) },
  { method: 'GET', url: '/storms/:id/people/:memberId', needs: 'storm.mark', handle: one },
  { method: 'POST', url: '/storms/:id/people/:memberId', needs: 'storm.mark', form: one, handle: forStaff(tick) },
];
