/** Minutes as people say and write them (ux rule 6): "12 小时半", never 12.50 or 750 min; in capitals where paper must hold. */
import type { Language } from '#i18n/words';

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function sayChinese(hours: number, rest: number): string {
  if (hours === 0) return rest === 30 ? '半小时' : `${rest} 分钟`;
  if (rest === 0) return `${hours} 小时`;
  return rest === 30 ? `${hours} 小时半` : `${hours} 小时 ${rest} 分钟`;
}

function sayEnglish(hours: number, rest: number): string {
  if (hours === 0) return rest === 30 ? 'half an hour' : plural(rest, 'minute');
  if (rest === 0) return plural(hours, 'hour');
  return rest === 30 ? `${hours}½ hours` : `${plural(hours, 'hour')} ${plural(rest, 'minute')}`;
}

function sayAmount(minutes: number, locale: Language): string {
  const amount = Math.abs(minutes);
  const [hours, rest] = [Math.floor(amount / 60), amount % 60];
  return locale === 'en' ? sayEnglish(hours, rest) : sayChinese(hours, rest);
}

/**
 * "12 小时半", "45 分钟", "half an hour". Below zero it says who owes: "欠 1 小时", "owes 1 hour"; it never looks like a gain.
 */
export function sayMinutes(minutes: number, locale: Language): string {
  const owes = locale === 'en' ? 'owes' : '欠';
  return minutes < 0 ? `${owes} ${sayAmount(minutes, locale)}` : sayAmount(minutes, locale);
}

/** For a statement's line: "+1 小时半", "−1 小时" (a true minus sign), nothing before 0. */
export const saySigned = (minutes: number, locale: Language): string =>
  `${minutes > 0 ? '+' : minutes < 0 ? '−' : ''}${sayAmount(minutes, locale)}`;

const CAPITALS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];

/** Below 10,000; zeros inside are said once, zeros at the end not at all. */
function capitalGroup(number: number): string {
  const digits = [...String(number)].map(Number);
  const said = digits
    .map((digit, at) => (digit === 0 ? '零' : `${CAPITALS[digit]}${PLACES[digits.length - 1 - at]}`))
    .join('');
  return said.replace(/零+/g, '零').replace(/零$/, '');
}

/** 壹拾贰, 壹仟零伍, 壹拾万零叁佰; 零 for 0. Capital numerals cannot be changed with one stroke of a pen. */
function capital(number: number): string {
  if (number === 0) return '零';
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  if (high === 0) return capitalGroup(low);
  const gap = low > 0 && low < 1000 ? '零' : '';
  return `${capital(high)}万${gap}${low > 0 ? capitalGroup(low) : ''}`;
}

/** For passbooks: "壹拾贰小时叁拾分", "贰小时整" (整 so that nothing can be added behind), "肆拾伍分", "欠壹小时整", "零分". */
export function formalMinutes(minutes: number): string {
  const amount = Math.abs(minutes);
  const [hours, rest] = [Math.floor(amount / 60), amount % 60];
  const owes = minutes < 0 ? '欠' : '';
  if (hours === 0) return `${owes}${capital(rest)}分`;
  if (rest === 0) return `${owes}${capital(hours)}小时整`;
  return `${owes}${capital(hours)}小时${rest < 10 ? '零' : ''}${capital(rest)}分`;
}
