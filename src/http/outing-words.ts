/** 出发前登记: who is on the way to whom, since when and for how long, in words for members and officers alike. */
import { dayOf, type Instant, minuteOfDay } from '#domain/day';
import type { State } from '#domain/exchange';
import { sayMoment, sayTime } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Language, Translate } from '#i18n/words';
import type { FieldRow } from '#records/field-record';
import type { ExchangeView } from '#usecases/exchange/view';

export interface Outing extends Pick<ExchangeView, 'exchange' | 'service' | 'moves'> {
  /** Its setting out, where that was kept on a phone. */
  setOut: FieldRow | null;
}

interface Hearer {
  lang: Language;
  t: Translate;
  now: Instant;
}

export interface OutingWords {
  /** 李姨去陈伯家，今天上午 9 点出发 */
  value: string;
  /** 到现在 40 分钟，最晚上午 11 点该做完; '' once it is over, or where no clock can say. */
  sub: string;
  /** It should have been over by now. */
  overdue: boolean;
}

const MINUTE_MS = 60_000;
const UNDER_WAY: readonly State[] = ['matched', 'in_service'];

/** Null where nobody had registered it beforehand. */
export function outingWords(outing: Outing, people: { who: string; whom: string }, hearer: Hearer): OutingWords | null {
  const [first] = outing.moves;
  if (first?.move !== 'setOut' && !outing.setOut) return null;
  const { t } = hearer;
  const value = [t('outing.to', people), leftWords(outing, hearer)].join(t('care.comma'));
  const since = leftAt(outing);
  if (since === null || !UNDER_WAY.includes(outing.exchange.state)) return { value, sub: '', overdue: false };
  return { value, ...wayWords(since, outing, hearer) };
}

/** By the phone's clock where that is right: what came with the next signal says nothing of when she left. Null where no clock can say. */
function leftAt({ setOut, moves: [first] }: Outing): Instant | null {
  if (!setOut) return first?.at ?? null;
  return setOut.clock === 'good' ? setOut.savedAt : null;
}

/** Insurance asks what stood there beforehand: of what came from a phone it is said when it was kept there, and when it came. */
function leftWords(outing: Outing, { t, lang, now }: Hearer): string {
  const moment = (at: Instant) => sayMoment(lang, at, dayOf(now));
  const since = leftAt(outing);
  if (!outing.setOut) return t('outing.left', { since: moment(since ?? now) });
  const at = moment(outing.setOut.at);
  return since === null ? t('outing.by_phone_unsure', { at }) : t('outing.by_phone', { saved: moment(since), at });
}

/** How long she has been away, and by when a visit of this kind is over at the latest. */
function wayWords(since: Instant, { service }: Outing, { t, lang, now }: Hearer): Omit<OutingWords, 'value'> {
  const minutes = sayMinutes(Math.max(0, Math.floor((now - since) / MINUTE_MS)), lang);
  const soFar = t('outing.so_far', { minutes });
  if (service.maxMinutes <= 0) return { sub: soFar, overdue: false };
  const end = since + service.maxMinutes * MINUTE_MS;
  const overdue = now > end;
  const by = dayOf(end) === dayOf(now) ? sayTime(lang, minuteOfDay(end)) : sayMoment(lang, end, dayOf(now));
  return { sub: [soFar, t(overdue ? 'outing.overdue' : 'outing.due', { by })].join(t('care.comma')), overdue };
}
