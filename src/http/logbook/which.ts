/** 是不是这一单，是不是这一条? What a visit that is being written down may be already, in words; the last answer says that it was another. */
import { deedWords } from '#http/desk/line';
import { shortNumber } from '#http/exchange/file-words';
import { todayOf } from '#http/logbook/form';
import type { StaffVisit } from '#http/staff-page';
import { whenOf } from '#http/told';
import { sayMinutes } from '#i18n/say-minutes';
import { isOnRecord } from '#usecases/exchange/same-visit';
import type { ExchangeLine } from '#usecases/exchange/view';

export interface Which {
  legend: string;
  options: { value: string; label: string }[];
}

/** Nothing to ask: nothing was found. */
export const NONE: Which = { legend: '', options: [] };

export function whichVisit(lines: readonly ExchangeLine[], visit: StaffVisit): Which {
  const { t } = visit;
  if (lines.length === 0) return NONE;
  const legend = lines.every(({ exchange }) => isOnRecord(exchange)) ? t('book.this_record') : t('book.this_order');
  const options = lines.map((line) => ({ value: line.exchange.id, label: sameWords(line, visit) }));
  return { legend, options: [...options, { value: 'new', label: t('book.other_visit') }] };
}

/** 李姨 帮 陈伯 做饭，明天上午；已经记过的：李姨 帮 陈伯 做饭，今天上午，1 小时，服务单 001459 */
export function sameWords(line: ExchangeLine, visit: StaffVisit): string {
  const { t, lang } = visit;
  const { exchange } = line;
  const parts = [deedWords(line, visit), whenOf(exchange, { t, lang, today: todayOf(visit) })];
  if (!isOnRecord(exchange)) return parts.filter(Boolean).join(t('care.comma'));
  const minutes = sayMinutes(exchange.servedMinutes ?? 0, lang);
  // Two records of one visit read the same but for this.
  const number = t('desk.record_number', { number: shortNumber(exchange.id) });
  const words = [...parts, minutes, number].filter(Boolean).join(t('care.comma'));
  return t('book.on_record', { words });
}
