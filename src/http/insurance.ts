/** 保险登记: the policies, one of them with who is on it, and whom nothing covers any more. */
import { z } from 'zod';
import { ageOn, type Day, dayOf } from '#domain/day';
import { AGE_AT, INSURANCE_KINDS, lastDayOf } from '#domain/insurance';
import { readDay } from '#domain/times';
import { choice, digits, maybeText, maybeUnderstood, text, understood } from '#http/form';
import { fullName, sayName } from '#http/name';
import { doneWords } from '#http/office/words';
import { placeName } from '#http/place-words';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { sayDate, sayMoment } from '#i18n/say';
import { giveUpInsurance, putOn, recordInsurance, takeOffInsurance } from '#usecases/insurance/keep';
import { placesWritten } from '#usecases/insurance/places';
import { type InsuranceLine, readInsurances, readUncovered, viewInsurance } from '#usecases/insurance/view';

const todayOf = ({ desk }: StaffVisit): Day => dayOf(desk.now);
const idOf = ({ params }: StaffVisit): string => params.id ?? '';

function lineWords({ insurance, place }: InsuranceLine, visit: StaffVisit) {
  const { t, lang } = visit;
  const { fromDay, kind, insurer, policyNumber, ageFrom, ageTo, everybody, claimPhone } = insurance;
  const last = lastDayOf(insurance);
  const today = todayOf(visit);
  const state = last < today ? 'over' : fromDay > today ? 'coming' : 'runs';
  return {
    href: `/insurances/${insurance.id}`,
    title: [insurer, t(`insurance.kind.${kind}`)].join(' '),
    number: policyNumber,
    place: placeName(place, visit),
    days: t('insurance.days', { from: sayDate(lang, fromDay), to: sayDate(lang, last) }),
    ages:
      ageTo === null ? t('insurance.age_from', { from: ageFrom }) : t('insurance.ages', { from: ageFrom, to: ageTo }),
    who: t(everybody ? 'insurance.everybody' : 'insurance.by_name'),
    phone: claimPhone,
    tag: {
      kind: ({ over: 'plain', coming: 'waiting', runs: 'good' } as const)[state],
      words: t(`insurance.state.${state}`),
    },
  };
}

async function list(visit: StaffVisit): Promise<Page> {
  const lines = await readInsurances(visit.desk);
  return page('insurance/list', { rows: lines.map((line) => lineWords(line, visit)) });
}

async function file(visit: StaffVisit): Promise<Page> {
  const shown = await viewInsurance(visit.desk, idOf(visit));
  const { t, lang, desk } = visit;
  const { insurance, names, moves, mayWrite, candidates } = shown;
  const line = lineWords(shown, visit);
  return page('insurance/file', {
    ...line,
    id: insurance.id,
    done: doneWords(visit, {
      recorded: 'insurance.done.recorded',
      on: 'insurance.done.on',
      off: 'insurance.done.off',
      end: 'insurance.done.end',
    }),
    rows: [
      { label: t('insurance.number'), value: line.number, code: true },
      { label: t('insurance.place'), value: line.place },
      { label: t('insurance.period'), value: line.days, sub: insurance.endReason ?? '' },
      { label: t('insurance.age'), value: line.ages, sub: t(`insurance.age_at.${insurance.ageAt}`) },
      { label: t('insurance.who'), value: line.who },
      ...(insurance.note ? [{ label: t('insurance.note'), value: insurance.note }] : []),
    ],
    everybody: insurance.everybody,
    names: names.map(({ name, person }) => ({
      id: name.memberId,
      name: person ? fullName(visit, person) : '',
      days: name.toDay
        ? t('insurance.days', { from: sayDate(lang, name.fromDay), to: sayDate(lang, name.toDay) })
        : t('insurance.since', { from: sayDate(lang, name.fromDay) }),
      on: name.toDay === null,
    })),
    moves: moves.map((move) => ({
      when: sayMoment(lang, move.at, dayOf(desk.now)),
      words: t(`insurance.move.${move.move}`),
      by: sayName(move.by ?? '', lang),
      note: move.note ?? '',
    })),
    mayEnd: mayWrite && insurance.endedOn === null && insurance.toDay >= todayOf(visit),
    today: todayOf(visit),
    candidates: candidates.map((one) => ({ value: one.id, label: fullName(visit, one) })),
    mayName: mayWrite && !insurance.everybody && insurance.endedOn === null,
  });
}

const newPage = async (visit: StaffVisit): Promise<Page> =>
  page('insurance/new', {
    places: (await placesWritten(visit.desk)).map(({ code, name }) => ({ value: code, label: placeName(name, visit) })),
    kinds: INSURANCE_KINDS.map((kind) => ({ value: kind, label: visit.t(`insurance.kind.${kind}`) })),
    ageAts: AGE_AT.map((at) => ({ value: at, label: visit.t(`insurance.age_at.${at}`) })),
    year: todayOf(visit).slice(0, 4),
  });

const dayIn = (visit: StaffVisit) => (typed: string) => readDay(typed, todayOf(visit));
const age = () => digits(3).pipe(z.string().regex(/^\d+$/).transform(Number));

async function record(visit: StaffVisit): Promise<Answer> {
  const {
    insuredFrom: fromDay,
    insuredTo: toDay,
    insuranceKind: kind,
    covers,
    ageTo,
    ...form
  } = visit.read(
    z.object({
      ...{ regionCode: text(12), insuranceKind: choice(INSURANCE_KINDS), insurer: text(60), policyNumber: text(60) },
      ...{ insuredFrom: understood(dayIn(visit), 40), insuredTo: understood(dayIn(visit), 40) },
      ...{ ageFrom: age(), ageTo: age(), ageAt: choice(AGE_AT), covers: choice(['everybody', 'named']) },
      ...{ claimPhone: digits(20), note: maybeText(300) },
    }),
  );
  const id = await recordInsurance(visit.desk, {
    ...form,
    kind,
    fromDay,
    toDay,
    ageTo,
    everybody: covers === 'everybody',
  });
  return seeOther(`/insurances/${id}?done=recorded`);
}

async function put(visit: StaffVisit): Promise<Answer> {
  const form = visit.read(
    z.object({
      memberId: text(40),
      insuredFrom: understood(dayIn(visit), 40),
      insuredTo: maybeUnderstood(dayIn(visit), 40),
    }),
  );
  await putOn(visit.desk, {
    id: idOf(visit),
    memberId: form.memberId,
    fromDay: form.insuredFrom,
    toDay: form.insuredTo,
  });
  return seeOther(`/insurances/${idOf(visit)}?done=on`);
}

async function off(visit: StaffVisit): Promise<Answer> {
  await takeOffInsurance(visit.desk, { id: idOf(visit), memberId: visit.params.member ?? '' });
  return seeOther(`/insurances/${idOf(visit)}?done=off`);
}

async function end(visit: StaffVisit): Promise<Answer> {
  await giveUpInsurance(visit.desk, { id: idOf(visit), ...visit.read(z.object({ note: maybeText(300) })) });
  return seeOther(`/insurances/${idOf(visit)}?done=end`);
}

/** More than this nobody works through on one page; the number on top is that of all. */
const SHOWN = 200;

async function uncovered(visit: StaffVisit): Promise<Page> {
  const lines = await readUncovered(visit.desk);
  const { t, lang } = visit;
  return page('insurance/uncovered', {
    count: lines.length,
    rows: lines.slice(0, SHOWN).map(({ person, until }) => ({
      href: `/members/${person.id}`,
      title: fullName(visit, person),
      words: until ? t('insurance.until', { day: sayDate(lang, until) }) : t('insurance.none_now'),
      age: t('insurance.age_is', { age: ageOn(person.bornOn, todayOf(visit)) }),
      grave: until === null,
    })),
    more: lines.length > SHOWN,
  });
}

const show = forStaff(file);
const form = forStaff(newPage);
const AT = '/insurances/:id';
export const routes: Route[] = [
  { method: 'GET', url: '/insurances', needs: 'insurance.read', handle: forStaff(list) },
  { method: 'GET', url: '/insurances/new', needs: 'insurance.write', handle: form },
  { method: 'POST', url: '/insurances', needs: 'insurance.write', form, handle: forStaff(record) },
  { method: 'GET', url: '/insurances/uncovered', needs: 'insurance.read', handle: forStaff(uncovered) },
  { method: 'GET', url: AT, needs: 'insurance.read', handle: show },
  { method: 'POST', url: `${AT}/names`, needs: 'insurance.write', form: show, handle: forStaff(put) },
  { method: 'POST', url: `${AT}/names/:member/end`, needs: 'insurance.write', form: show, handle: forStaff(off) },
  { method: 'POST', url: `${AT}/end`, needs: 'insurance.write', form: show, handle: forStaff(end) },
];
