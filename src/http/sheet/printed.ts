/** A visit as it is printed on a form that asks about it: the day without 昨天 and 今天, because paper is read later. */
import { type Day, dayOf } from '#domain/day';
import type { PrintedVisit } from '#domain/sheet';
import { calledInFull } from '#http/name';
import type { PRINTED_COLUMNS } from '#http/sheet/fields';
import { serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayDate, sayMonthDay, sayTime } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Language, Translate } from '#i18n/words';
import type { AskedLine } from '#usecases/sheet/read-answers';

interface Words {
  t: Translate;
  lang: Language;
  desk: { now: number };
}

export function printedWords(line: AskedLine, words: Words): Record<(typeof PRINTED_COLUMNS)[number], string> {
  const { t, lang } = words;
  const { printed, volunteers, service } = line;
  return {
    day: dayWords(printed, words),
    volunteer: volunteers.map((person) => calledInFull(words, person)).join(t('who.and')),
    service: asSentence(serviceWords(service, lang, t)),
    minutes: sayMinutes(printed.servedMinutes, lang),
  };
}

function dayWords({ servedOn, startMinute, halfDay }: PrintedVisit, words: Words): string {
  const { t, lang } = words;
  const half = halfDay ? t(`exchange.half.${halfDay}`) : '';
  const time = startMinute === null ? half : sayTime(lang, startMinute);
  return [dateWords(servedOn, words), time].filter(Boolean).join(' ');
}

/** The year only where it is another one: the column is narrow. */
const dateWords = (day: Day, { lang, desk }: Words): string =>
  day.slice(0, 4) === dayOf(desk.now).slice(0, 4) ? sayMonthDay(lang, day) : sayDate(lang, day);
