/** The day and time of a visit in one breath: 明天上午 9 点, 今天下午, 11月27日，星期五 上午. */
import type { Day, HalfDay, MinuteOfDay } from '#domain/day';
import { nearDay, sayDay, sayTime } from '#i18n/say';
import type { Language, Translate } from '#i18n/words';

export interface Moment {
  day: Day;
  minute: MinuteOfDay | null;
  half: HalfDay | null;
}

/** @param words `visit` will do: the language, its words and the day that is today */
export function sayWhen(words: { lang: Language; t: Translate; today: Day }, { day, minute, half }: Moment): string {
  const { lang, t, today } = words;
  const near = nearDay(lang, day, today);
  const shown = near ?? sayDay(lang, day, today);
  if (minute !== null) return t(near ? 'when.near_time' : 'when.far_time', { day: shown, time: sayTime(lang, minute) });
  if (half === null) return shown;
  const part = t(`exchange.half.${half}`).toLowerCase();
  if (day === today) return t('when.today_half', { half: part });
  return t(near ? 'when.near_half' : 'when.far_half', { day: shown, half: part });
}

/** A sentence begins with a capital where the language has them. */
export const asSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
