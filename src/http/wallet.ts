/**
 * The balance in words: one large number, and a sentence each for what was given, booked, on notice or owed. Who is not old
 * enough to use what she saved is told how much it is, and from when.
 */

import type { Listener } from '#http/told';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Wallet } from '#ledger/balance';
import type { Side } from '#usecases/home/read';

export interface WalletWords {
  /** 您还有, 陈伯还有, 您还欠, 您存了 */
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
    wallet.pending > 0
      ? t(wallet.ownFrom ? 'wallet.pending_saved' : 'wallet.pending', { minutes: say(wallet.pending) })
      : '',
  ];
  if (owesOnly(wallet)) {
    const label = name === null ? t('common.owes') : t('wallet.owes_of', { name });
    return { label, minutes: wallet.owed, lines: [t('wallet.why_owed'), ...rest].filter(Boolean) };
  }
  const { own, ownFrom } = wallet;
  const from =
    ownFrom && own > 0 ? { age: String(ownFrom.age), day: sayDate(lang, ownFrom.day), minutes: say(own) } : null;
  if (from && wallet.usable === 0) {
    const label = name === null ? t('wallet.saved') : t('wallet.saved_of', { name });
    return { label, minutes: own, lines: [t('wallet.saved_from', from), ...rest].filter(Boolean) };
  }
  const saved = from ? t('wallet.own_from', from) : '';
  const owed = wallet.owed > 0 ? t('wallet.owed', { minutes: say(wallet.owed) }) : '';
  const label = name === null ? t('common.balance') : t('common.balance_of', { name });
  return { label, minutes: wallet.usable, lines: [...given, saved, ...rest, owed].filter(Boolean) };
}

/** Nothing to use, and something owed: the debt is the number, so that it never looks like time one has. */
export const owesOnly = ({ usable, owed }: Wallet): boolean => usable === 0 && owed > 0;
