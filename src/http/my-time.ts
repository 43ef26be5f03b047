/** 我的时间有什么用, one sentence to each question; and what is kept about me. */

import { dayOf } from '#domain/day';
import { bureauName } from '#http/bureau-words';
import { forMember, type MemberVisit } from '#http/member/page';
import { calledInFull } from '#http/name';
import { pairedWords } from '#http/pairing/own';
import { sayPath } from '#http/place-words';
import { type Page, page, type Route } from '#http/route';
import { listenerOf, serviceWords } from '#http/told';
import { walletWords } from '#http/wallet';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Key } from '#i18n/words';
import { type AboutMe, type MyTime, readAboutMe, readMyTime } from '#usecases/home/my-time';

async function myTime(visit: MemberVisit): Promise<Page> {
  const { t, office } = visit;
  const mine = await readMyTime(visit.desk, visit.actor);
  const answer = answering(mine, visit);
  return page('my-time/my-time', {
    wallet: walletWords({ wallet: mine.wallet, grants: [] }, visit, null),
    now: answersNow(mine, answer, visit),
    later: answersLater(mine, answer),
    office: {
      words: t('my_time.office', { bureau: bureauName(mine.county, visit) }),
      phone: mine.bureau?.phone ?? office.config.servicePhone,
      rules: mine.version > 0 ? t('my_time.version', { version: mine.version }) : t('my_time.version_first'),
    },
  });
}

interface Said {
  question: string;
  answer: string;
}
type Answer = (question: Key, answer: Key) => Said;

/** One sentence to each question, with everything that a sentence may name. */
function answering({ wallet, rules, minAge, ...mine }: MyTime, visit: MemberVisit): Answer {
  const { lang, t } = visit;
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const list = (words: string[]) => words.join(t('policy.unit.comma'));
  const params = {
    minutes: say(wallet.usable),
    own: say(wallet.own),
    held: say(wallet.held),
    pending: say(wallet.pending),
    undo: say(rules.undoMinutes),
    age: String(minAge),
    day: wallet.ownFrom ? sayDate(lang, wallet.ownFrom.day) : '',
    until: mine.pendingUntil ? sayDate(lang, mine.pendingUntil) : '',
    days: String(rules.noticeDays),
    months: String(rules.expiryMonths ?? 0),
    claim: String(rules.claimDays),
    services: list(mine.services.map((service) => serviceWords(service, lang, t))),
    relations: list(mine.relations.map((one) => t(one === 'spouse' ? 'my_time.spouse' : `policy.value.${one}`))),
  };
  return (question, answer) => ({ question: t(question), answer: t(answer, params) });
}

/** What she has: from when, what of it is booked, on notice or given, what for and for whom. */
function answersNow({ wallet, grants }: MyTime, answer: Answer, { lang, t }: MemberVisit): Said[] {
  const nothing = wallet.ownFrom ? 'my_time.usable_later' : 'my_time.usable_nothing';
  const usable = wallet.usable > 0 ? 'my_time.usable_now' : nothing;
  const later = wallet.ownFrom !== null && wallet.own > 0;
  const given = grants.map(({ minutes, lapsesOn }) => ({
    question: t('my_time.q_granted'),
    answer: lapsesOn
      ? t('my_time.granted_until', { minutes: sayMinutes(minutes, lang), day: sayDate(lang, lapsesOn) })
      : t('my_time.granted', { minutes: sayMinutes(minutes, lang) }),
  }));
  return [
    ...(wallet.usable > 0 || !later ? [answer('my_time.q_usable', usable)] : []),
    ...(later ? [answer(wallet.usable > 0 ? 'my_time.q_own' : 'my_time.q_usable', 'my_time.usable_from')] : []),
    ...given,
    ...(wallet.held > 0 ? [answer('my_time.q_held', 'my_time.held')] : []),
    ...(wallet.pending > 0
      ? [answer('my_time.q_pending', wallet.ownFrom ? 'my_time.pending_saved' : 'my_time.pending')]
      : []),
    answer('my_time.q_what_for', 'my_time.what_for'),
    answer('my_time.q_for_whom', 'my_time.for_whom'),
  ];
}

/** What becomes of it. */
const answersLater = ({ rules }: MyTime, answer: Answer): Said[] => [
  answer('my_time.q_lapses', rules.expiryMonths === null ? 'my_time.never_lapses' : 'my_time.lapses'),
  answer('my_time.q_undo', 'my_time.undo'),
  answer('my_time.q_moving', 'my_time.moving'),
  answer('my_time.q_ill', 'my_time.ill'),
  answer('my_time.q_gone', 'my_time.gone'),
  answer('my_time.q_station', 'my_time.station'),
  answer('my_time.q_proof', 'my_time.proof'),
];

async function me(visit: MemberVisit): Promise<Page> {
  const { lang, t } = visit;
  const { member, place, cards, consents, pin, pairings } = await readAboutMe(visit.desk, visit.actor);
  const since = (at: number) => t('me.since', { when: sayDate(lang, dayOf(at)) });
  const consentWords = (purpose: string) => {
    const key = `me.consent_${purpose}`;
    return isKey(key) ? t(key) : '';
  };
  return page('me/me', {
    rows: [
      { label: t('me.name'), value: calledInFull(visit, member) },
      { label: t('me.born'), value: sayDate(lang, member.bornOn) },
      { label: t('me.village'), value: sayPath(place, visit) },
      {
        label: t('me.phone'),
        value: member.phoneTail ? t('me.phone_tail', { tail: member.phoneTail }) : t('common.none'),
      },
      pinRow(pin, visit),
    ],
    paired: pairings.map((own) => ({
      words: pairedWords(own, listenerOf(visit)),
      href: `/pairings/${own.pairing.id}`,
    })),
    cards: cards.map(({ kind, number, issuedAt }) => ({
      kind: t(`me.card_${kind}`),
      number: spaced(number),
      issuedAt,
    })),
    consents: consents
      .map(({ purpose, givenAt }) => ({ words: consentWords(purpose), since: since(givenAt) }))
      .filter(({ words }) => words),
  });
}

/** Since when; there is something to change only where there is one. */
function pinRow(pin: AboutMe['pin'], { t, lang }: MemberVisit) {
  if (!pin) return { label: t('me.pin'), value: t('me.pin_none') };
  const day = sayDate(lang, dayOf(pin.changedAt ?? pin.setAt));
  return { label: t('me.pin'), value: t(pin.changedAt ? 'me.pin_changed' : 'me.pin_set', { day }), change: '/me/pin' };
}

/** 1234 5678 */
const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ');

export const routes: Route[] = [
  { method: 'GET', url: '/my-time', needs: 'statement.read', handle: forMember(myTime) },
  { method: 'GET', url: '/me', needs: 'signedIn', handle: forMember(me) },
];
