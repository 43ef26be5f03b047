/** What is between her and others: the time she has, and who helped whom. */
import { dayOf } from '#domain/day';
import { deedWords, flagWords, stateTag } from '#http/desk/line';
import type { Visit } from '#http/route';
import { whenOf } from '#http/told';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { ExchangeLine } from '#usecases/exchange/view';
import type { MemberFile } from '#usecases/member/view';

/** Her accounts, a line for each thing to know about them. */
export function toldWallet({ t, lang }: Visit, { total, granted }: NonNullable<MemberFile['wallet']>) {
  const say = (minutes: number) => sayMinutes(minutes, lang);
  return [
    { label: t('member.wallet.usable'), value: say(total.usable), strong: true },
    ...(total.owed > 0 ? [{ label: t('member.wallet.owed'), value: say(total.owed) }] : []),
    {
      label: t('member.wallet.own'),
      value: say(total.own),
      sub: total.ownFrom
        ? t('wallet.saved_from', { age: String(total.ownFrom.age), day: sayDate(lang, total.ownFrom.day) })
        : '',
    },
    ...granted.map((row) => ({
      label: t('member.wallet.granted'),
      value: say(row.available),
      sub: row.lapsesOn ? t('member.wallet.until', { day: sayDate(lang, row.lapsesOn) }) : '',
    })),
    ...(total.held > 0 ? [{ label: t('member.wallet.held'), value: say(total.held) }] : []),
    ...(total.pending > 0 ? [{ label: t('member.wallet.pending'), value: say(total.pending) }] : []),
  ];
}

/** One record as a row that can be pressed: 李姨 帮 陈伯 做饭, when and how long, where it has come to. */
export function toldExchange(visit: Visit, line: ExchangeLine) {
  const { t, lang, desk } = visit;
  const { exchange } = line;
  const minutes = exchange.servedMinutes ?? exchange.plannedMinutes;
  const when = whenOf(exchange, { t, lang, today: dayOf(desk.now) });
  return {
    href: `/exchanges/${exchange.id}/file`,
    words: deedWords(line, visit),
    facts: [when, minutes === null ? '' : sayMinutes(minutes, lang)].filter(Boolean).join(t('care.comma')),
    tag: stateTag(exchange.state, t),
    flags: flagWords(line.flags, t),
  };
}
