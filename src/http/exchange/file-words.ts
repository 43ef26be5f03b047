/** A record in an officer's words: what `views/exchange-file` prints, so that the templates hold no rules. */
import { type Day, dayOf } from '#domain/day';
import type { AccountKind } from '#domain/ledger';
import { memberInReach } from '#domain/reach';
import { deedWords, stateTag, type Tag } from '#http/desk/line';
import { evidenceOf, movesOf, nameIn, type PhotoWords, photosIn } from '#http/exchange/file-trail';
import { fullName, nameOnPaper, sayName } from '#http/name';
import { type OutingWords, outingWords } from '#http/outing-words';
import { homeWords, placeCalled } from '#http/place-words';
import { becauseWords, reasonWords } from '#http/reason';
import { receiptAt, receiptNumber } from '#http/receipt/words';
import type { StaffVisit } from '#http/staff-page';
import { thanksOf } from '#http/thanks';
import { giversOf, receiversOf, whenOf } from '#http/told';
import { sayDate } from '#i18n/say';
import { sayMinutes, saySigned } from '#i18n/say-minutes';
import { isKey, type Key, type Language } from '#i18n/words';
import { everydayName } from '#records/region';
import type { ExchangeFile } from '#usecases/exchange/file';

export interface Notice {
  kind: 'plain' | 'waiting' | 'grave';
  text: string;
}

export interface FileWords {
  id: string;
  /** What one reads out on the telephone. */
  number: string;
  words: string;
  when: string;
  minutes: string;
  place: string;
  tag: Tag;
  grade: string;
  flags: { words: string; means: string }[];
  /** 另外那一条, where this one may be the same visit. */
  twins: { href: string; words: string; more: string; tag: Tag }[];
  notices: Notice[];
  facts: { label: string; value: string; sub?: string; href?: string }[];
  people: {
    label: string;
    name: string;
    url: string;
    home: string;
    numbers: { phone: string; href: string; whose: string }[];
  }[];
  /** Of a round, a line a door. */
  doors: { name: string; found: string; note: string }[];
  shares: { name: string; served: string; credited: string; why: string[] }[];
  accounts: { name: string; before: string; change: string; after: string; gain: boolean }[];
  covering: { name: string; minutes: string }[];
  evidence: { words: string; at: string; lines: string[] }[];
  photos: PhotoWords[];
  mayAddPhoto: boolean;
  /** What may be said of it to the whole village; '' before it is credited. */
  thanks: string;
  moves: { words: string; at: string; who: string; why: string }[];
  happened: boolean;
  /** Still only asked for: nothing is held yet. */
  asked: boolean;
}

export const shortNumber = (id: string): string => id.slice(-6).toUpperCase();

export function fileWords(file: ExchangeFile, visit: StaffVisit): FileWords {
  const { exchange } = file;
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  const minutes = exchange.servedMinutes ?? exchange.plannedMinutes;
  return {
    id: exchange.id,
    number: shortNumber(exchange.id),
    words: deedWords(file, visit),
    when: whenOf(exchange, { t, lang, today }),
    minutes: minutes === null ? '' : sayMinutes(minutes, lang),
    place: pathWords(file, lang),
    tag: stateTag(exchange.state, t),
    grade: file.grade ? t(`exchange.grade.${file.grade}` as Key) : '',
    flags: file.flags.map((flag) => ({ words: t(`exchange.flag.${flag}`), means: t(`desk.flag.${flag}`) })),
    twins: twinsOf(file, visit),
    notices: noticesOf(file, visit),
    facts: factsOf(file, visit),
    people: peopleOf(file, visit),
    doors: file.doors.map(({ memberId, found, note }) => ({
      name: nameIn(file, visit, memberId),
      found: t(`exchange.found.${found}`),
      note: note ?? '',
    })),
    shares: sharesOf(file, visit),
    accounts: accountsOf(file, visit),
    covering: coveringOf(file, visit),
    evidence: evidenceOf(file, visit, today),
    photos: photosIn(file, visit, today),
    mayAddPhoto: file.mayAddPhoto,
    thanks: thanksFor(file, visit, today),
    moves: movesOf(file, visit, today),
    happened: file.happened,
    asked: exchange.state === 'requested',
  };
}

const twinsOf = ({ twins }: ExchangeFile, visit: StaffVisit): FileWords['twins'] =>
  twins.map((line) => {
    const { exchange } = line;
    const { t, lang, desk } = visit;
    const when = whenOf(exchange, { t, lang, today: dayOf(desk.now) });
    return {
      href: `/exchanges/${exchange.id}/file`,
      words: deedWords(line, visit),
      more: [
        when,
        sayMinutes(exchange.servedMinutes ?? 0, lang),
        t('desk.record_number', { number: shortNumber(exchange.id) }),
      ].join(t('care.comma')),
      tag: stateTag(exchange.state, t),
    };
  });

function thanksFor(file: ExchangeFile, { t, lang }: StaffVisit, today: Day): string {
  const theirs = file.numbers.filter(({ memberId }) => file.exchange.beneficiaryIds.includes(memberId));
  const numbers = theirs.map(({ phone }) => phone);
  return thanksOf(file, file.place.at(-1), { t, lang, today }, numbers);
}

/** 新兴县 新城镇 大稳村: names repeat, so never the village alone; the city is known. */
const pathWords = ({ place }: ExchangeFile, lang: Language): string =>
  (lang === 'en' ? place.toReversed() : place)
    .filter((region) => region.level !== 'city')
    .map((region) => (lang === 'en' ? region.pinyin : everydayName(region.name)))
    .join(lang === 'en' ? ', ' : ' ');

function noticesOf(file: ExchangeFile, visit: StaffVisit): Notice[] {
  const { t, lang } = visit;
  const { exchange } = file;
  const found: (Notice | null)[] = [
    outingOf(file, visit)?.overdue
      ? { kind: 'waiting', text: t('outing.call', { who: giversOf(file, { t, lang }) }) }
      : null,
    exchange.state === 'returned'
      ? { kind: 'waiting', text: t('desk.returned_because', { reason: why(file, t) }) }
      : null,
    exchange.state === 'confirmed' && exchange.checkedAt === null ? { kind: 'plain', text: t('desk.unchecked') } : null,
    file.lacks && ['logged', 'confirmed'].includes(exchange.state)
      ? { kind: 'waiting', text: t(`desk.lacks.${file.lacks}` as Key) }
      : null,
    file.closed && exchange.state === 'confirmed' && file.closesOn
      ? { kind: 'waiting', text: t('desk.closed', { day: sayDate(lang, file.closesOn) }) }
      : null,
    file.short > 0 ? { kind: 'waiting', text: t('desk.short', { minutes: sayMinutes(file.short, lang) }) } : null,
    exchange.reversalAt !== null && exchange.state === 'credited'
      ? {
          kind: 'grave',
          text: t(file.instead ? 'desk.replacement_proposed' : 'desk.reversal_proposed', {
            name: sayName(file.called.get(exchange.reversalBy ?? '') ?? '', lang),
            minutes: sayMinutes(file.instead?.line.exchange.servedMinutes ?? 0, lang),
            reason: reasonWords(exchange.reversalReason, t),
          }),
        }
      : null,
  ];
  return found.filter((notice) => notice !== null);
}

const why = ({ exchange }: ExchangeFile, t: StaffVisit['t']): string =>
  becauseWords({ reason: exchange.reason, note: exchange.reasonNote }, t);

/** How it came to be there: asked for by whom and how she agreed, or served first. */
function factsOf(file: ExchangeFile, visit: StaffVisit): FileWords['facts'] {
  const { exchange, moves } = file;
  const { t } = visit;
  const [first] = moves;
  const facts: [Key, string | null][] = [
    ['desk.asked_by', exchange.requestedBy && nameIn(file, visit, exchange.requestedBy)],
    ['desk.consent', exchange.consentHow && t(`desk.consent.${exchange.consentHow}`)],
    ['desk.wish', exchange.wish],
    ['desk.pays_own', exchange.wantsOwn ? t('common.yes') : null],
    ['desk.urgent', exchange.urgent ? t('desk.urgent_yes') : null],
    ['desk.unasked', first?.move === 'logServed' ? reasonWords(first.reason, t) || t('desk.unasked_yes') : null],
  ];
  const out = outingOf(file, visit);
  return [
    ...facts.flatMap(([label, value]) => (value ? [{ label: t(label), value }] : [])),
    ...(out ? [{ label: t('outing.row'), value: out.value, sub: out.sub }] : []),
    ...pairFacts(file, visit),
    ...receiptFact(file, t),
  ];
}

/** 改记: the other record. */
const pairFacts = ({ pair }: ExchangeFile, visit: StaffVisit): FileWords['facts'] =>
  (['replaces', 'replacedBy'] as const).flatMap((side) => {
    const line = pair[side];
    if (!line) return [];
    const label = visit.t(side === 'replaces' ? 'desk.replaces' : 'desk.replaced_by');
    const said = [deedWords(line, visit), sayMinutes(line.exchange.servedMinutes ?? 0, visit.lang)];
    return [{ label, value: said.join(visit.t('care.comma')), href: `/exchanges/${line.exchange.id}/file` }];
  });

const receiptFact = ({ receipt }: ExchangeFile, t: StaffVisit['t']): FileWords['facts'] =>
  receipt ? [{ label: t('own.row.receipt'), value: receiptNumber(receipt), href: receiptAt(receipt) }] : [];

/** Who is on the way to whom, and for how long. */
function outingOf(file: ExchangeFile, { t, lang, desk: { now } }: StaffVisit): OutingWords | null {
  const people = { who: giversOf(file, { t, lang }), whom: receiversOf(file, { t, lang }) };
  return outingWords(file, people, { t, lang, now });
}

function peopleOf(file: ExchangeFile, visit: StaffVisit): FileWords['people'] {
  const { t, lang } = visit;
  const person = (label: Key) => (one: ExchangeFile['beneficiaries'][number]) => {
    const home = file.homes.get(one.id);
    return {
      label: t(label),
      name: fullName(visit, one),
      // A volunteer of another village has a name and a number here, and no file.
      url: memberInReach(visit.actor, 'member.read', one) ? `/members/${one.id}` : '',
      home: homeWords(home?.village, home?.hamlet ?? '', visit),
      numbers: file.numbers
        .filter(({ memberId }) => memberId === one.id)
        .map(({ phone, name, relation }) => ({
          phone,
          href: `tel:${phone.replace(/[^\d+]/g, '')}`,
          whose: name ? `${relation} ${nameOnPaper(name, lang)}` : '',
        })),
    };
  };
  return [...file.beneficiaries.map(person('desk.elder')), ...file.volunteers.map(person('desk.volunteer'))];
}

/** What each volunteer served and what is credited, with the difference in words. */
function sharesOf(file: ExchangeFile, visit: StaffVisit): FileWords['shares'] {
  const { t, lang } = visit;
  const { exchange } = file;
  if (exchange.servedOn === null) return [];
  return file.volunteers.map((volunteer) => {
    const worth = file.worth?.find(({ memberId }) => memberId === volunteer.id);
    const credited = volunteer.of.creditedMinutes ?? worth?.minutes ?? 0;
    const reasons = volunteer.of.creditReasons ?? worth?.reasons ?? [];
    return {
      name: fullName(visit, volunteer),
      served: sayMinutes(volunteer.of.servedMinutes ?? exchange.servedMinutes ?? 0, lang),
      credited: sayMinutes(credited, lang),
      why: reasons.flatMap((reason) => (isKey(`exchange.less.${reason}`) ? [t(`exchange.less.${reason}` as Key)] : [])),
    };
  });
}

const SHOWN: readonly AccountKind[] = ['own', 'pending', 'granted', 'pool'];

function accountName(file: ExchangeFile, { t, lang }: StaffVisit, kind: AccountKind, ownerId: string): string {
  const owner = file.called.get(ownerId) ?? '';
  const name = kind === 'pool' ? placeCalled(owner, lang) : sayName(owner, lang);
  return t(`desk.account.${kind}` as Key, { name });
}

/** Both sides, before and after. Lines between two counties' books are left out: nobody owns them. */
function accountsOf(file: ExchangeFile, visit: StaffVisit): FileWords['accounts'] {
  const { lang } = visit;
  return file.effects
    .filter(({ kind }) => SHOWN.includes(kind))
    .map(({ kind, ownerId, before, after }) => ({
      name: accountName(file, visit, kind, ownerId),
      before: sayMinutes(before, lang),
      change: saySigned(after - before, lang),
      after: sayMinutes(after, lang),
      gain: after > before,
    }));
}

/** What is held for it, or would be. */
function coveringOf(file: ExchangeFile, visit: StaffVisit): FileWords['covering'] {
  const held = file.held.map(({ kind, accountId, left }) => ({
    kind,
    ownerId: accountId.split(':')[1] ?? '',
    minutes: left,
  }));
  return [...held, ...file.covering].map(({ kind, ownerId, minutes }) => ({
    name: accountName(file, visit, kind, ownerId),
    minutes: sayMinutes(minutes, visit.lang),
  }));
}
