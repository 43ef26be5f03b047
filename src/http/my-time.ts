/** 我的时间有什么用, one sentence to each question; and what is kept about me. */
import { dayOf } from '#domain/day';
import { sayMinutes } from '#domain/minutes';
import { forMember, type MemberVisit } from '#http/member/page';
import { calledInFull, sayPath } from '#http/member/told';
import { type Page, page, type Route } from '#http/route';
import { walletWords } from '#http/wallet';
import { sayDate } from '#i18n/say';
import { isKey } from '#i18n/words';
import { type MyTime, readAboutMe, readMyTime } from '#usecases/home/my-time';

async function myTime(visit: MemberVisit): Promise<Page> {
  const { lang, t, office } = visit;
  const mine = await readMyTime(visit.desk, visit.actor);
  const county = lang === 'en' ? mine.county.pinyin : mine.county.name;
  return page('my-time/my-time', {
    wallet: walletWords(mine, visit, null),
    answers: answersFor(mine, visit),
    office: t('my_time.office', { county, phone: office.config.servicePhone }),
  });
}

interface Said {
  question: string;
  answer: string;
}

function answersFor(mine: MyTime, visit: MemberVisit): Said[] {
  const { lang, t } = visit;
  const { wallet, rules, usableFrom, minAge } = mine;
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const usable = usableFrom
    ? t('my_time.usable_from', { day: sayDate(lang, usableFrom), age: String(minAge) })
    : t(wallet.usable > 0 ? 'my_time.usable_now' : 'my_time.usable_nothing', {
        minutes: say(wallet.usable),
        age: String(minAge),
      });
  const lasts =
    rules.expiryMonths === null
      ? t('my_time.never_lapses')
      : t('my_time.lapses', { months: String(rules.expiryMonths) });
  const answers: (Said | null)[] = [
    { question: t('my_time.q_usable'), answer: usable },
    { question: t('my_time.q_what_for'), answer: t('my_time.what_for') },
    { question: t('my_time.q_for_whom'), answer: t('my_time.for_whom') },
    wallet.held > 0
      ? { question: t('my_time.q_held'), answer: t('my_time.held', { minutes: say(wallet.held) }) }
      : null,
    wallet.pending > 0
      ? {
          question: t('my_time.q_pending'),
          answer: t('my_time.pending', { minutes: say(wallet.pending), days: String(rules.noticeDays) }),
        }
      : null,
    { question: t('my_time.q_lapses'), answer: lasts },
    ...mine.grants.map(({ minutes, lapsesOn }) => ({
      question: t('my_time.q_granted'),
      answer: lapsesOn
        ? t('my_time.granted_until', { minutes: say(minutes), day: sayDate(lang, lapsesOn) })
        : t('my_time.granted', { minutes: say(minutes) }),
    })),
    { question: t('my_time.q_undo'), answer: t('my_time.undo', { minutes: say(rules.undoMinutes) }) },
    { question: t('my_time.q_moving'), answer: t('my_time.moving') },
    { question: t('my_time.q_ill'), answer: t('my_time.ill') },
    { question: t('my_time.q_gone'), answer: t('my_time.gone', { days: String(rules.claimDays) }) },
    { question: t('my_time.q_proof'), answer: t('my_time.proof') },
  ];
  return answers.filter((said): said is Said => said !== null);
}

async function me(visit: MemberVisit): Promise<Page> {
  const { lang, t } = visit;
  const { member, place, cards, consents } = await readAboutMe(visit.desk, visit.actor);
  const since = (at: number) => t('me.since', { when: sayDate(lang, dayOf(at)) });
  const consentWords = (purpose: string) => {
    const key = `me.consent_${purpose}`;
    return isKey(key) ? t(key) : '';
  };
  return page('me/me', {
    rows: [
      { label: t('me.name'), value: calledInFull(visit, member) },
      { label: t('me.born'), value: sayDate(lang, member.bornOn) },
      { label: t('me.village'), value: sayPath(visit, place) },
      {
        label: t('me.phone'),
        value: member.phoneTail ? t('me.phone_tail', { tail: member.phoneTail }) : t('common.none'),
      },
    ],
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

/** 1234 5678 */
const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ');

export const routes: Route[] = [
  { method: 'GET', url: '/my-time', needs: 'statement.read', handle: forMember(myTime) },
  { method: 'GET', url: '/me', needs: 'signedIn', handle: forMember(me) },
];
