/** The words of the hour ledger (domain.md, "The hour ledger"): accounts by kind, events, and the four effects of a line. */

/** own 自己存的 · pending 待公示 · granted 政府送的时间 · pool 公益时间 · issuance 发放 · clearing 清算 */
export const ACCOUNT_KINDS = ['own', 'pending', 'granted', 'pool', 'issuance', 'clearing'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ENTRY_EVENTS = [
  'grant', // issuance → granted
  'lapse', // granted → issuance
  'quota', // issuance → pool
  'hold', // minutes held for a request
  'release', // a request ended without service
  'credit', // settle, release the rest, post to volunteers
  'reversal', // mirror of any of the others that moved a balance
  'overflow', // above the storage cap → pool
  'move', // a member's minutes follow her to another county
  'opening', // issuance → own: what an older scheme had saved for her
] as const;
export type EntryEvent = (typeof ENTRY_EVENTS)[number];

/** post: balance from → to · hold: from.held + n · settle: from.held − n and balance from → to · release: from.held − n */
export const TRANSFER_KINDS = ['post', 'hold', 'settle', 'release'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

export interface AccountRef {
  journal: string;
  /** Spells kind and owner, `own:mem_…`; neither ever changes, so a leaf binds the owner. */
  id: string;
}

export const ownAccount = (journal: string, memberId: string): AccountRef => ({ journal, id: `own:${memberId}` });
export const pendingAccount = (journal: string, memberId: string): AccountRef => ({
  journal,
  id: `pending:${memberId}`,
});
/** One account a grant: `month` is the month it was given for, 'YYYY-MM'. */
export const grantedAccount = (journal: string, memberId: string, month: string): AccountRef => ({
  journal,
  id: `granted:${memberId}:${month}`,
});
/** The pool of a town or county, by the id of its region: a code may change, the id does not. */
export const poolAccount = (journal: string, regionId: string): AccountRef => ({ journal, id: `pool:${regionId}` });
export const issuanceAccount = (journal: string): AccountRef => ({ journal, id: `issuance:${journal}` });
export const clearingAccount = (journal: string, other: string): AccountRef => ({ journal, id: `clearing:${other}` });

/** Kind and owner as the id spells them. */
export function readAccountId(id: string): { kind: AccountKind; ownerId: string } {
  const [kind, ownerId] = id.split(':');
  if (!ACCOUNT_KINDS.includes(kind as AccountKind) || !ownerId) throw new Error(`not an account id: ${id}`);
  return { kind: kind as AccountKind, ownerId };
}

/** Issuance and clearing may be negative, and nothing is held on them. */
export const mayBeNegative = (kind: AccountKind): boolean => kind === 'issuance' || kind === 'clearing';
