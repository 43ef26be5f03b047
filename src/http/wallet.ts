/** The balance in words: one large number, and a sentence each for what was given, booked, on notice or owed. */

import type { Listener } from '#http/told';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Wallet } from '#ledger/balance';
import type { Side } from '#usecases/home/read';

export interface WalletWords {
  /** 您还有, 陈伯还有, 您还欠 */
  label: string;
  minutes: number;
  lines: string[];
}

/** @param name somebody else's; null for one's own */
export function walletWords(
  { wallet, grants }: Pick<Side, 'wallet' | 'grants'>,
  { lang, t }: Pick<Listener, 'lang' | 't'>,
  name: string | null,
): WalletWords {
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const [only] = grants;
  const all = grants.length === 1 && only?.minutes === wallet.usable && only.lapsesOn;
  const given = grants.map(({ minutes, lapsesOn }) =>
    all
      ? t('wallet.all_granted_until', { day: sayDate(lang, all) })
      : lapsesOn === null
        ? t('wallet.granted', { minutes: say(minutes) })
        : t('wallet.granted_until', { minutes: say(minutes), day: sayDate(lang, lapsesOn) }),
  );
  const rest = [
    wallet.held > 0 ? t('wallet.held', { minutes: say(wallet.held) }) : '',
    wallet.pending > 0 ? t('wallet.pending', { minutes: say(wallet.pending) }) : '',
  ];
  if (owesOnly(wallet)) {
    const label = name === null ? t('common.owes') : t('wallet.owes_of', { name });
    return { label, minutes: wallet.owed, lines: [t('wallet.why_owed'), ...rest].filter(Boolean) };
  }
  const owed = wallet.owed > 0 ? t('wallet.owed', { minutes: say(wallet.owed) }) : '';
  const label = name === null ? t('common.balance') : t('common.balance_of', { name });
  return { label, minutes: wallet.usable, lines: [...given, ...rest, owed].filter(Boolean) };
}

/** Nothing to use, and something owed: the debt is the number, so that it never looks like time one has. */
export const owesOnly = ({ usable, owed }: Wallet): boolean => usable === 0 && owed > 0;
