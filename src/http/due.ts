/** 应探访: a helper walks her village by it; town and county see who was not visited, by place and by name. */
import { mayEver } from '#domain/permission';
import { toldLine } from '#http/member/told';
import { called, sayName } from '#http/name';
import { placeCalled, placeName, sayPath } from '#http/place-words';
import { type Page, page, type Route } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { callsTo, outcomeWords, riskWords, sayOn } from '#http/visit/words';
import { type DueList, type DuePerson, type Dues, type PlaceCount, ratePct, readDues } from '#usecases/visit/list';

const LISTS: readonly DueList[] = ['round', 'unseen'];
/** Helpers want one number beside the name. */
const CALLS = 2;

const list = async (visit: StaffVisit): Promise<Page> => {
  const region = textOf(visit.query, 'region');
  const name = LISTS.find((one) => one === textOf(visit.query, 'list')) ?? 'round';
  const dues = await readDues(visit.desk, { region: /^\d{4,12}$/.test(region) ? region : null, list: name });
  const { t } = visit;
  const at = (change: Record<string, string | null>) =>
    withQuery('/dues', { list: name === 'round' ? null : name, region: region || null, ...change });
  return page('due/list', {
    list: name,
    lists: LISTS.map((one) => ({
      href: at({ list: one === 'round' ? null : one }),
      words: t(`due.list.${one}`),
      here: one === name,
    })),
    where: sayPath(dues.path, visit),
    wider: dues.path
      .slice(0, -1)
      .map((place) => ({ href: at({ region: place.code }), words: placeName(place, visit) })),
    lead: leadOf(dues, visit),
    rate: rateOf(dues, visit, at({ list: 'unseen' })),
    below: dues.below.map((place) => ({
      href: at({ region: place.region.code }),
      words: placeName(place.region, visit),
      count: place.count,
      rate: [t('due.rate', { pct: ratePct(place.rate) }), t('due.rate_target', { target: place.rate.targetPct })].join(
        t('care.comma'),
      ),
      reached: ratePct(place.rate) >= place.rate.targetPct,
      links: aboveLinks(place, place.region.code, visit),
    })),
    above: dues.above ? aboveLinks(dues.above, dues.path.at(-1)?.code ?? '', visit) : [],
    groups: dues.walked && name === 'round' ? groupsOf(dues.people, visit) : plainGroup(dues, visit),
    more:
      dues.count > dues.people.length && !dues.walked
        ? t('due.first_of', { count: dues.count, shown: dues.people.length })
        : '',
    met: dues.met.map(({ visit: one, elder }) => ({
      href: `/visits/${one.id}`,
      words: t('due.met_line', { name: toldLine(visit, elder).called, mode: t(`visit.mode.${one.mode}`) }),
      what: outcomeWords(one, visit),
      wrong: one.findings.length > 0,
    })),
  });
};

/** Numbers that lead to their lists; what there is none of leads nowhere. */
function aboveLinks({ alerts, vacant }: Pick<PlaceCount, 'alerts' | 'vacant'>, code: string, { t }: StaffVisit) {
  return [
    { href: withQuery('/alerts', { region: code || null }), words: t('due.alerts', { count: alerts }), many: alerts },
    { href: withQuery('/posts', { in: code || null }), words: t('due.vacant', { count: vacant ?? 0 }), many: vacant },
  ].filter(({ many }) => Boolean(many));
}

function leadOf({ list: name, count, walked }: Dues, { t }: StaffVisit): string {
  if (name === 'unseen') return count === 0 ? t('due.all_seen') : t('due.unseen_lead', { count });
  return count === 0 ? t('due.lead_none') : t(walked ? 'due.lead_late' : 'due.lead_above', { count });
}

const rateOf = ({ rate }: Dues, { t }: StaffVisit, href: string) => ({
  href,
  title: t('due.rate', { pct: ratePct(rate) }),
  target: t('due.rate_target', { target: rate.targetPct }),
  reached: ratePct(rate) >= rate.targetPct,
  words: t('due.rate_words', { asked: rate.asked, seen: rate.seen, unseen: rate.unseen, away: rate.away }),
});

export interface DueTold {
  id: string;
  who: string;
  /** As it is read aloud. */
  said: string;
  where: string;
  risk: { kind: string; words: string } | null;
  when: string;
  late: boolean;
  away: string;
  seen: string;
  helper: string;
  calls: { label: string; tel: string }[];
  href: string;
  file: string;
}
interface Group {
  title: string;
  kind: 'after' | 'late' | 'hamlet' | 'away' | 'storm';
  people: DueTold[];
}

/** After a storm everybody on its list, before all else; then who is late, the longest of them on top; then hamlet by hamlet; apart from them who is not at home. */
function groupsOf(people: readonly DuePerson[], visit: StaffVisit): Group[] {
  const { t, lang } = visit;
  const groups = new Map<string, Group>();
  // What is late comes the longest owed first; the rest as one walks.
  const after = people.filter(({ storm }) => storm !== null);
  const late = people.filter(({ due, storm }) => storm === null && due?.standing === 'late');
  const others = people.filter(({ due, storm }) => storm === null && due?.standing !== 'late').sort(asOneWalks);
  for (const person of [...after, ...late, ...others]) {
    const standing = person.due?.standing ?? 'due';
    if (standing === 'met' || standing === 'coming') continue;
    const kind = person.storm ? 'after' : standing === 'due' ? 'hamlet' : standing;
    const hamlet = person.elder.hamlet;
    const here = hamlet ? placeCalled(hamlet.name, lang) : t('due.no_hamlet');
    const title = kind === 'hamlet' ? here : t(`due.${kind}`);
    const group = groups.get(`${kind} ${title}`) ?? { title, kind, people: [] };
    group.people.push(toldDue(person, visit));
    groups.set(`${kind} ${title}`, group);
  }
  const of = (...kinds: Group['kind'][]) => [...groups.values()].filter(({ kind }) => kinds.includes(kind));
  return [...of('after'), ...of('late'), ...of('hamlet'), ...of('storm'), ...of('away')];
}

const plainGroup = ({ people, list: name }: Dues, visit: StaffVisit): Group[] =>
  people.length === 0
    ? []
    : [
        {
          title: visit.t(name === 'unseen' ? 'due.unseen_title' : 'due.late'),
          kind: name === 'unseen' ? 'hamlet' : 'late',
          people: people.map((person) => toldDue(person, visit)),
        },
      ];

const hamletOf = ({ elder }: DuePerson): string => elder.hamlet?.pinyin ?? '~';

function asOneWalks(a: DuePerson, b: DuePerson): number {
  if (hamletOf(a) === hamletOf(b)) return (a.due?.dueOn ?? '') < (b.due?.dueOn ?? '') ? -1 : 1;
  return hamletOf(a) < hamletOf(b) ? -1 : 1;
}

function toldDue({ elder, due: owed, storm, register, numbers, helper }: DuePerson, visit: StaffVisit): DueTold {
  const due = storm ?? owed;
  const { t, actor } = visit;
  const line = toldLine(visit, elder);
  const risk = register ? riskWords(register, visit) : null;
  const day = due ? sayOn(due.deadline ?? due.dueOn, visit) : '';
  const late = due?.standing === 'late';
  const walks = mayEver(actor, 'visit.record');
  const above = isAbove(visit);
  return {
    id: elder.id,
    who: [line.called, line.name].filter(Boolean).join(t('care.comma')),
    said: called(elder, visit.lang),
    where: [line.home, line.age].filter(Boolean).join(t('care.comma')),
    risk: risk && { kind: risk.kind === 'grave' ? 'waiting' : 'plain', words: risk.band },
    when:
      due && due.standing !== 'away'
        ? [t(`due.kind.${due.kind}`), t(late ? 'due.late_since' : 'due.by', { day })].join(t('care.comma'))
        : '',
    late,
    away: line.away,
    seen: register?.seenOn ? t('due.seen_on', { day: sayOn(register.seenOn, visit) }) : t('due.never_seen'),
    helper: above && !helper?.phone ? helperWords(helper, visit) : '',
    calls: above ? callHelper(helper, visit) : callsTo(numbers, visit, CALLS),
    href: walks ? `/members/${elder.id}/visits/new` : `/members/${elder.id}`,
    file: `/members/${elder.id}`,
  };
}

const helperWords = (helper: DuePerson['helper'], { t, lang }: StaffVisit): string =>
  helper ? t('due.helper', { name: sayName(helper.name, lang) }) : t('due.no_helper');

/** From above one calls whoever walks the village, and not the elder. */
const callHelper = (helper: DuePerson['helper'], visit: StaffVisit) =>
  helper?.phone ? [{ label: helperWords(helper, visit), tel: helper.phone }] : [];

const isAbove = ({ actor }: StaffVisit): boolean =>
  !actor.grants.some(({ role }) => role === 'helper' || role === 'clerk');

export const routes: Route[] = [{ method: 'GET', url: '/dues', needs: 'visit.read', handle: forStaff(list) }];
