/** One pairing as an officer reads it: who, how often, who said yes, what it sets aside, what happened and what may be done. */
import { type Day, dayOf, type Instant } from '#domain/day';
import { minutesPerMonth, type PairingSide } from '#domain/pairing';
import { fullName, sayName } from '#http/name';
import { doneWords } from '#http/office/words';
import { lineWords, sayMonthly, sayTerms, titleOf } from '#http/pairing/words';
import { becauseWords } from '#http/reason';
import { type Page, page } from '#http/route';
import type { StaffVisit } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayDate, sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Key } from '#i18n/words';
import type { Fit } from '#usecases/fit';
import type { PairingAct } from '#usecases/pairing/may';
import { type PairingFile, viewPairing } from '#usecases/pairing/view';

const DONE = {
  proposed: 'pairing.done.proposed',
  agreement: 'pairing.done.agreement',
  agreement_both: 'pairing.done.agreement_both',
  refusal: 'pairing.done.refusal',
  withdrawal: 'pairing.done.withdrawal',
  confirmation: 'pairing.done.confirmation',
  rejection: 'pairing.done.rejection',
  pause: 'pairing.done.pause',
  resumption: 'pairing.done.resumption',
  substitute: 'pairing.done.substitute',
  review: 'pairing.done.review',
  end: 'pairing.done.end',
} as const satisfies Record<string, Key>;

export async function filePage(visit: StaffVisit): Promise<Page> {
  const file = await viewPairing(visit.desk, visit.params.id ?? '');
  return page('pairing/file', { ...fileWords(file, visit), done: doneWords(visit, DONE) });
}

export function fileWords(file: PairingFile, visit: StaffVisit) {
  const { pairing, reckoned } = file;
  return {
    id: pairing.id,
    title: titleOf(file, visit),
    ...lineWords(file, visit),
    state: pairing.state,
    rows: rowsOf(file, visit),
    saidRows: saidRows(file, visit),
    commits: reckoned ? commitRows(file, visit) : [],
    short: reckoned && reckoned.short > 0 ? sayMinutes(reckoned.short, visit.lang) : '',
    notices: noticesOf(file, visit),
    history: file.moves.toReversed().map((move) => historyLine(move, file, visit)),
    ...choicesOf(file, visit),
  };
}

function rowsOf(file: PairingFile, visit: StaffVisit) {
  const { t, lang } = visit;
  const { pairing, substitute, services, names, helper, follower } = file;
  const { substituteFrom, substituteTo, beginsOn, reviewOn, endedOn, followsId, reason } = pairing;
  const date = (day: Day) => sayDate(lang, day);
  const seen = (label: Key, id: string) => ({ label: t(label), value: t('pairing.see'), href: `/pairings/${id}` });
  const answers = sayName(names.get(pairing.helperId) ?? '', lang);
  return [
    {
      ...{ label: t('pairing.elder'), value: fullName(visit, file.elder), href: `/members/${file.elder.id}` },
      sub: lineWords(file, visit).where,
    },
    {
      ...{ label: t('pairing.volunteer'), value: fullName(visit, file.volunteer) },
      sub: pairing.relative ? t('pairing.is_relative') : '',
    },
    { label: t('pairing.rhythm'), value: sayTerms(pairing, visit), sub: sayMonthly(pairing, visit) },
    {
      label: t('pairing.services_row'),
      value: services.map((service) => asSentence(serviceWords(service, lang, t))).join(t('policy.unit.comma')),
    },
    { label: t('pairing.helper'), value: answers || t('common.none'), sub: helper?.phone ?? '' },
    ...(beginsOn ? [{ label: t('pairing.begins'), value: date(beginsOn), sub: setAside(file, visit) }] : []),
    ...(reviewOn && !endedOn ? [{ label: t('pairing.review_row'), value: date(reviewOn) }] : []),
    ...(substitute && substituteFrom && substituteTo
      ? [
          {
            label: t('pairing.substitute_row'),
            value: fullName(visit, substitute),
            sub: t('pairing.substitute_days', { from: date(substituteFrom), to: date(substituteTo) }),
          },
        ]
      : []),
    ...(endedOn ? [{ label: t('pairing.ended_row'), value: date(endedOn) }] : []),
    ...(reason ? [{ label: t('pairing.reason_row'), value: becauseWords(pairing, t, 'pairing.reason') }] : []),
    ...(followsId ? [seen('pairing.follows_row', followsId)] : []),
    ...(follower ? [seen('pairing.followed_row', follower.id)] : []),
  ];
}

const setAside = ({ pairing }: PairingFile, { t, lang }: StaffVisit): string =>
  t('pairing.set_aside', {
    granted: sayMinutes(pairing.grantMinutes, lang),
    pool: sayMinutes(pairing.poolMinutes, lang),
  });

/** Who said yes, how, and who wrote it down. */
function saidRows({ pairing, names }: PairingFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const row = (side: PairingSide) => {
    const how = pairing[`${side}Said`];
    const label = t('pairing.said_row', { side: t(`pairing.side.${side}`) });
    if (how === null) return { label, value: t('pairing.not_said') };
    const when = sayMoment(lang, pairing[`${side}SaidAt`] as Instant, dayOf(desk.now));
    const who = sayName(names.get(pairing[`${side}SaidBy`] ?? '') ?? '', lang);
    const said = { how: t(`pairing.how.${how}`), who, when };
    return { label, value: how === 'self' ? t('pairing.said_self', { how: said.how, when }) : t('pairing.said', said) };
  };
  return [row('elder'), row('volunteer')];
}

/** What it would take each month, from whom, and what lies free there. */
function commitRows({ pairing, reckoned }: PairingFile, { t, lang }: StaffVisit) {
  if (!reckoned) return [];
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const { granted, pool, short, given, givenTaken, poolFree, poolTaken } = reckoned;
  return [
    { label: t('pairing.commits_all'), value: say(minutesPerMonth(pairing)) },
    {
      label: t('pairing.commits_granted'),
      value: say(granted),
      sub: t('pairing.commits_granted_free', { given: say(given), taken: say(givenTaken) }),
    },
    {
      label: t('pairing.commits_pool'),
      value: say(pool),
      sub: t('pairing.commits_pool_free', { free: say(poolFree), taken: say(poolTaken) }),
    },
    ...(short > 0 ? [{ label: t('pairing.commits_short'), value: say(short) }] : []),
  ];
}

function noticesOf({ pairing, may }: PairingFile, { t, desk }: StaffVisit) {
  const { state, reason, reviewOn } = pairing;
  if (state === 'paused') {
    return [{ kind: 'waiting', text: t(reason === 'moved' ? 'pairing.paused_moved' : 'pairing.paused_note') }];
  }
  if (state === 'agreed' && may.confirm === 'not_yours') return [{ kind: 'waiting', text: t('pairing.wait_town') }];
  const due = state === 'active' && reviewOn !== null && reviewOn <= dayOf(desk.now);
  return due ? [{ kind: 'waiting', text: t('pairing.review_due') }] : [];
}

function historyLine(move: PairingFile['moves'][number], { names }: PairingFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const who = move.actorId.startsWith('job:') ? t('audit.job') : sayName(names.get(move.actorId) ?? '', lang);
  const what = t(`pairing.move.${move.move}`);
  return {
    words: t('pairing.history_line', { who, what }),
    when: sayMoment(lang, move.at, dayOf(desk.now)),
    more: move.move === 'substitute' ? sayName(names.get(move.reason ?? '') ?? '', lang) : whyWords(move, visit),
  };
}

function whyWords({ move, reason, note }: PairingFile['moves'][number], { t }: StaffVisit): string {
  if (move === 'agree' || move === 'agreeBoth') return reason ? t(`pairing.side.${reason as PairingSide}`) : '';
  return becauseWords({ reason, note }, t, 'pairing.reason');
}

const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'pairing.four_eyes',
  own_record: 'pairing.not_fit',
  own_family_decision: 'pairing.not_fit',
};

/** Acts that have a page of their own; the others are pressed on the file. */
const PAGES = {
  agree: 'agreement',
  decline: 'refusal',
  reject: 'rejection',
  pause: 'pause',
  substitute: 'substitute',
  review: 'review',
  end: 'end',
} as const satisfies Partial<Record<PairingAct, string>>;

const PRESSES = { withdraw: 'withdrawal', resume: 'resumption' } as const satisfies Partial<Record<PairingAct, string>>;

function choicesOf({ pairing, reckoned, may, elder }: PairingFile, { t, lang }: StaffVisit) {
  const { acts, confirm, handOver } = may;
  const has = (name: string) => (acts as readonly string[]).includes(name);
  const why = has('confirm') ? WHY_NOT[confirm] : undefined;
  const pool = reckoned?.pool ?? 0;
  return {
    decide: has('confirm'),
    whyNot: why ? t(why) : '',
    confirm:
      has('confirm') && confirm === 'fit' && reckoned?.short === 0
        ? {
            shown: pool,
            note:
              pool > 0
                ? t('pairing.confirm_note', { minutes: sayMinutes(pool, lang) })
                : t('pairing.confirm_note_none'),
            label: t('pairing.confirm', { minutes: sayMinutes(minutesPerMonth(pairing), lang) }),
          }
        : null,
    links: [
      ...Object.entries(PAGES)
        .filter(([name]) => has(name))
        .map(([, step]) => ({ href: `/pairings/${pairing.id}/${step}`, label: t(`pairing.step.${step}` as Key) })),
      ...(handOver
        ? [{ href: `/pairings/new?elder=${elder.id}&follows=${pairing.id}`, label: t('pairing.hand_over') }]
        : []),
    ],
    presses: Object.entries(PRESSES)
      .filter(([name]) => has(name) && !(name === 'resume' && pairing.reason === 'moved'))
      .map(([name, step]) => ({ step, label: t(`pairing.step.${step}` as Key), first: name === 'resume' })),
    prints: pairing.state === 'active',
  };
}
