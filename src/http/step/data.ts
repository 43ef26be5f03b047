/** What the pages of single steps show beyond the record: who could come, what would be owed, whom to call, whose PIN. */

import { dayOf } from '#domain/day';
import { fullName, nameOnPaper, sayName } from '#http/name';
import { placeName } from '#http/place-words';
import type { StaffVisit } from '#http/staff-page';
import { serviceWords, whenOf } from '#http/told';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey } from '#i18n/words';
import type { ExchangeFile } from '#usecases/exchange/file';
import { type Suggestion, suggestVolunteers } from '#usecases/exchange/suggest';

const MOST = 12;

/** Those who may come, the most fitting first, and why others are not among them. */
export async function volunteerPage(visit: StaffVisit, file: ExchangeFile) {
  const { t, desk } = visit;
  const { ready, unready, places } = await suggestVolunteers(desk, file.exchange.id);
  const words = ({ person, near, relative, times, visits }: Suggestion) =>
    [
      near ? t('suggest.near') : placeName(places.get(person.regionCode), visit),
      times > 0 ? t('suggest.knows', { times }) : t('suggest.first'),
      t('suggest.visits', { visits }),
      relative ? t('suggest.relative') : '',
    ]
      .filter(Boolean)
      .join(t('care.comma'));
  return {
    options: ready.map((one) => ({ value: one.person.id, label: fullName(visit, one.person), hint: words(one) })),
    unready: unready
      .slice(0, MOST)
      .map(({ person, why }) => ({ name: fullName(visit, person), why: t(`suggest.unready.${why}`) })),
  };
}

const EMPTY = { instead: null, refused: '' };

/** What would stand instead, beside what stands now. */
function insteadWords({ instead, exchange, volunteers, service }: ExchangeFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  if (!instead) return EMPTY;
  const today = dayOf(desk.now);
  const { line, worth, short } = instead;
  const whenWords = (of: typeof exchange) => asSentence(whenOf(of, { t, lang, today }));
  const names = (of: typeof volunteers) => of.map((person) => fullName(visit, person)).join(t('who.and'));
  const less = [...new Set(worth.flatMap(({ reasons }) => reasons))].flatMap((reason) => {
    const key = `exchange.less.${reason}`;
    return isKey(key) ? [t(key)] : [];
  });
  const credited = worth.reduce((sum, { minutes }) => sum + minutes, 0);
  const rows = [
    ['what', asSentence(serviceWords(service, lang, t)), asSentence(serviceWords(line.service, lang, t)), []],
    ['when', whenWords(exchange), whenWords(line.exchange), []],
    ['served', sayMinutes(exchange.servedMinutes ?? 0, lang), sayMinutes(line.exchange.servedMinutes ?? 0, lang), []],
    ['who', names(volunteers), names(line.volunteers), []],
    ['credited', sayMinutes(exchange.creditedMinutes ?? 0, lang), sayMinutes(credited, lang), less],
  ] as const;
  return {
    instead: rows.map(([key, was, now, subs]) => ({
      label: t(`desk.replacement.${key}`),
      was,
      now,
      subs,
      other: was !== now,
    })),
    refused: short > 0 ? t('desk.short', { minutes: sayMinutes(short, lang) }) : '',
  };
}

/** What accepting a reversal leaves owed: read before it is accepted, and handed back as it was read. */
export const shortfallPage = (file: ExchangeFile, visit: StaffVisit) => ({
  ...insteadWords(file, visit),
  ...(file.instead ? { words: 'replacement-acceptance' } : {}),
  shortfalls: shortfallsOf(file, visit),
});

const shortfallsOf = ({ shortfalls, instead, called }: ExchangeFile, { t, lang }: StaffVisit) => {
  const wordsFor = (account: string, minutes: number) =>
    minutes === 0
      ? ''
      : t('desk.will_owe', {
          name: sayName(called.get(account.split(':')[1] ?? '') ?? '', lang),
          minutes: sayMinutes(minutes, lang),
        });
  return shortfalls.map(({ journal, account, minutes }) => ({
    // What is taken back first is owed for a moment; what is said is what stays owed when all of it is done.
    value: `${journal}|${account}|${minutes}`,
    words: wordsFor(account, instead ? (instead.owed.find((one) => one.account === account)?.minutes ?? 0) : minutes),
  }));
};

export const callPage = ({ numbers, beneficiaries }: ExchangeFile, visit: StaffVisit) => ({
  numbers: beneficiaries.flatMap((person) =>
    numbers
      .filter(({ memberId }) => memberId === person.id)
      .map(({ phone, name, relation }) => ({
        phone,
        href: `tel:${phone.replace(/[^\d+]/g, '')}`,
        whose: name ? `${relation} ${nameOnPaper(name, visit.lang)}` : fullName(visit, person),
      })),
  ),
});

/** Those who are to come. */
export const servingOptions = ({ volunteers }: ExchangeFile, visit: StaffVisit) =>
  volunteers.map((person) => ({ value: person.id, label: fullName(visit, person) }));

export const pinPage = ({ beneficiaries }: ExchangeFile, visit: StaffVisit) => ({
  options: beneficiaries.map((person) => ({ value: person.id, label: fullName(visit, person) })),
});
