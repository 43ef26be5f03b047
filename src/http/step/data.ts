/** What the pages of single steps show beyond the record: who could come, what would be owed, whom to call, whose PIN. */

import { fullName, nameOnPaper, sayName } from '#http/name';
import { placeName } from '#http/place-words';
import type { StaffVisit } from '#http/staff-page';
import { sayMinutes } from '#i18n/say-minutes';
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

/** What accepting a reversal leaves owed: read before it is accepted, and handed back as it was read. */
export const shortfallPage = ({ shortfalls, called }: ExchangeFile, { t, lang }: StaffVisit) => ({
  shortfalls: shortfalls.map(({ journal, account, minutes }) => ({
    value: `${journal}|${account}|${minutes}`,
    words: t('desk.will_owe', {
      name: sayName(called.get(account.split(':')[1] ?? '') ?? '', lang),
      minutes: sayMinutes(minutes, lang),
    }),
  })),
});

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
