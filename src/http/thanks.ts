/** 复制到微信群: what a record, or a week of them, says to the village. Whom it was for stays out of it (`#domain/thanks`). */
import { type Day, dayOf } from '#domain/day';
import { thanksText } from '#domain/thanks';
import { sayName } from '#http/name';
import { placeName } from '#http/place-words';
import type { StaffVisit } from '#http/staff-page';
import { deedFor, giversOf } from '#http/told';
import { asSentence } from '#http/when';
import { sayShortDay } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Language, Translate } from '#i18n/words';
import type { ExchangeLine } from '#usecases/exchange/view';
import type { DeskLine } from '#usecases/exchange/work';

interface Words {
  lang: Language;
  t: Translate;
  today: Day;
}

/** In both languages: on an English page her name stands in pinyin, and in a group somebody writes both. */
const namesIn = ({ beneficiaries }: ExchangeLine): string[] =>
  beneficiaries.flatMap(({ name, nickname }) =>
    [name, nickname].flatMap((called) => (called ? [called, sayName(called, 'en')] : [])),
  );

/**
 * @param numbers of the elders, where they are at hand
 * @returns '' before it is credited, and where nothing can be said without naming her
 */
export function thanksOf(
  line: ExchangeLine,
  village: Parameters<typeof placeName>[0],
  words: Words,
  numbers: readonly string[] = [],
): string {
  const { state, servedOn, servedMinutes, beneficiaryIds } = line.exchange;
  if ((state !== 'credited' && state !== 'final') || servedOn === null) return '';
  const { lang, t, today } = words;
  const whom = whomWords(beneficiaryIds.length, t);
  const when = sayShortDay(lang, servedOn, today);
  const params = { deed: deedFor(line, whom, words), when, minutes: sayMinutes(servedMinutes ?? 0, lang) };
  return thanksText(
    { giver: giversOf(line, words), place: placeName(village, words) },
    [...namesIn(line), ...numbers],
    ({ giver, place }) => {
      const who = giver ?? t('thanks.a_volunteer');
      return asSentence(
        place
          ? t('thanks.line', { ...params, giver: who, place })
          : t('thanks.line_anywhere', { ...params, giver: who }),
      );
    },
  );
}

/** 一位长者, 两位长者, 12 位长者 */
const whomWords = (count: number, t: Translate): string =>
  count <= 2 ? t(count === 2 ? 'thanks.whom_2' : 'thanks.whom_1') : t('thanks.whom_more', { count });

/** A line a visit; the thanks once, at the end. '' where there was none. */
export function weekOfThanks(lines: readonly DeskLine[], visit: StaffVisit): string {
  const { t, lang } = visit;
  const words = { t, lang, today: dayOf(visit.desk.now) };
  const said = lines.map((line) => thanksOf(line, line.village, words)).filter(Boolean);
  return said.join('\n');
}
