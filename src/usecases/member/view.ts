/**
 * A member's file as an officer reads it: what is known of her, what follows from it and why, and what this officer may
 * do about it. Identity number, phone and address are not opened here: that is a look (`revealMember`), and is written down.
 */
import type { Act } from '#db/act';
import { ageOn, type Instant } from '#domain/day';
import { type Away, awayOn } from '#domain/member';
import { MAX_TRIES } from '#domain/pin';
import type { PaperForm } from '#domain/sheet';
import { accountsOf, type Standing, type Wallet } from '#ledger/balance';
import { type AuditRow, looksAt } from '#records/audit';
import { awaysOf } from '#records/away';
import { type CardRow, liveCardsOf } from '#records/card';
import { type Consent, consentsOf } from '#records/consent';
import { contactsOf } from '#records/contact';
import { recentOf } from '#records/exchange';
import { addressOf, peopleIn } from '#records/household';
import { kinLinesOf } from '#records/kin';
import { findMember, type Member, type MemberMoveRow, memberMovesOf } from '#records/member';
import { involving } from '#records/member-list';
import { listDuplicates } from '#records/member-search';
import { namesOf } from '#records/name';
import { type CertificateRow, certificatesOf } from '#records/person';
import { pinOf } from '#records/pin';
import { type HamletName, hamletNames } from '#records/place';
import { pathOf, type RegionRow } from '#records/region';
import { usesOf } from '#records/sheet-use';
import { triesToday } from '#records/try';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { type Derived, derive } from '#usecases/member/derive';
import { type MemberMay, mayDo } from '#usecases/member/may';
import { type VisitsSeen, visitsSeen } from '#usecases/member/visits';
import { openLinesOf, type PairingLine } from '#usecases/pairing/list';
import { walletFor } from '#usecases/statement/wallet';

export interface KinSeen {
  id: string;
  /** The other one, and what the other one is to her. */
  otherId: string;
  otherName: string;
  relation: string;
  /** The row says it from the other one's side: she is the relative. */
  turned: boolean;
  proof: string | null;
  confirmed: boolean;
  mayAct: boolean;
}

/** Identity number and so on are told as "on file" only. */
export interface MemberFile {
  member: Omit<Member, 'identitySealed' | 'identityHash' | 'phoneSealed' | 'phoneHash'>;
  age: number;
  place: RegionRow[];
  home: RegionRow[];
  hamlet: HamletName | null;
  hasAddress: boolean;
  household: { id: string; name: string }[];
  away: Away | null;
  coming: Away | null;
  derived: Derived | null;
  contacts: { id: string; name: string; relation: string }[];
  kin: KinSeen[];
  consents: Consent[];
  certificates: CertificateRow[];
  /** Forms that were typed in for her. */
  papers: { sheet: string; form: PaperForm; at: Instant; by: string | null; handled: string | null }[];
  cards: CardRow[];
  pin: { setAt: Instant; changedAt: Instant | null; presentName: string; setBy: string | null; locked: boolean } | null;
  wallet: { total: Wallet; granted: Standing[] } | null;
  exchanges: ExchangeLine[];
  /** Null for whoever may not know. */
  visits: VisitsSeen | null;
  /** What stands or is under way with her, as far as this officer reaches it. */
  pairings: PairingLine[];
  moves: (MemberMoveRow & { by: string | null; actingFor: string | null })[];
  /** Who opened what of her file, newest first; null for whoever may not know. */
  looks: (AuditRow & { by: string | null; actingFor: string | null })[] | null;
  /** Why it was sent back, while it is. */
  returned: { reason: string; note: string | null; by: string | null } | null;
  /** The enrolment before this one, for a county; `true` for everybody else. */
  duplicate: { id: string; name: string } | boolean;
  may: MemberMay;
}

const RECENT = 5;
const LOOKS = 20;

/** @throws Refusal not_found */
export const viewMember = (desk: Desk, id: string): Promise<MemberFile> =>
  desk.read(async (act) => {
    const found = await findMember(act, id, 'member.read');
    const { identitySealed: _, identityHash: __, phoneSealed: ___, phoneHash: ____, ...member } = found;
    const may = mayDo(act, found);
    const aways = await awaysOf(act, [id]);
    const moves = await memberMovesOf(act, id);
    const pin = await pinOf(act, id);
    const derived = await derive(act, found);
    const papers = await usesOf(act, id);
    const looks = may.looks ? await looksAt(act, id, LOOKS) : null;
    const names = await namesOf(act, [
      ...[...moves, ...(looks ?? [])].flatMap((row) => [row.actorId, row.actingForId]),
      ...papers.flatMap(({ enteredBy, handledBy }) => [enteredBy, handledBy]),
      pin?.setBy ?? null,
      derived?.recordedBy ?? null,
    ]);
    const called = (who: string | null) => (who ? (names.get(who) ?? null) : null);
    const signed = <R extends { actorId: string; actingForId: string | null }>(row: R) => ({
      ...row,
      by: called(row.actorId),
      actingFor: called(row.actingForId),
    });
    return {
      member,
      age: ageOn(found.bornOn, act.today),
      place: await pathOf(act, found.regionCode),
      home: await pathOf(act, found.homeRegionCode),
      hamlet: found.hamletId ? ((await hamletNames(act, [found.hamletId])).get(found.hamletId) ?? null) : null,
      hasAddress: (await addressOf(act, found.householdId)) !== null,
      household: await roofOf(act, found),
      away: awayOn(aways, act.today),
      coming: aways.findLast((away) => away.fromDay > act.today) ?? null,
      derived: derived && { ...derived, recordedBy: called(derived.recordedBy) },
      contacts: (await contactsOf(act, id)).map(({ id: contactId, name, relation }) => ({
        id: contactId,
        name,
        relation,
      })),
      kin: await kinSeenBy(act, id),
      consents: await consentsOf(act, id),
      certificates: await certificatesOf(act, [id]),
      papers: papers.map(({ sheet, form, enteredAt: at, enteredBy, handledBy }) => ({
        ...{ sheet, form, at },
        by: called(enteredBy),
        handled: called(handledBy),
      })),
      cards: await liveCardsOf(act, id),
      pin: pin && {
        setAt: pin.setAt,
        changedAt: pin.changedAt,
        presentName: pin.presentName,
        setBy: called(pin.setBy),
        locked: (await triesToday(act, id)) >= MAX_TRIES,
      },
      wallet: may.statement ? await walletSeen(act, found) : null,
      pairings: await openLinesOf(act, id),
      exchanges: may.exchanges
        ? await linesFor(act, await recentOf(act, 'exchange.read', involving(act, id), RECENT))
        : [],
      visits: may.visits ? await visitsSeen(act, id) : null,
      moves: moves.map(signed),
      looks: looks?.map(signed) ?? null,
      returned: returnedIn(found, moves, called),
      duplicate: await duplicateSeen(act, found),
      may,
    };
  });

async function roofOf(act: Act, { id, householdId }: Member) {
  return householdId ? (await peopleIn(act, householdId)).filter((person) => person.id !== id) : [];
}

async function kinSeenBy(act: Act, id: string): Promise<KinSeen[]> {
  return (await kinLinesOf(act, id)).map((bond) => {
    const turned = bond.memberId !== id;
    return {
      id: bond.id,
      otherId: turned ? bond.memberId : bond.relativeId,
      otherName: turned ? bond.memberName : bond.relativeName,
      relation: bond.relation,
      turned,
      proof: bond.proof,
      confirmed: bond.confirmedAt !== null,
      mayAct: bond.mayAct,
    };
  });
}

async function walletSeen(act: Act, member: Member): Promise<MemberFile['wallet']> {
  const standings = await accountsOf(act, [member.id]);
  const granted = standings.filter((row) => row.kind === 'granted' && (row.balance > 0 || row.held > 0));
  return {
    total: await walletFor(act, member, standings),
    granted: granted.filter((row) => (row.lapsesOn ?? '9') >= act.today),
  };
}

function returnedIn(
  { state }: Member,
  moves: readonly MemberMoveRow[],
  called: (who: string | null) => string | null,
): MemberFile['returned'] {
  if (state !== 'draft') return null;
  const last = moves.findLast((move) => move.toState === 'draft' && move.fromState !== 'draft');
  return last?.reason ? { reason: last.reason, note: last.note, by: called(last.actorId) } : null;
}

async function duplicateSeen(act: Act, { id, duplicateOfId }: Member): Promise<MemberFile['duplicate']> {
  if (!duplicateOfId) return false;
  const pair = (await listDuplicates(act)).find((one) => one.id === id);
  return pair ? { id: pair.original.id, name: pair.original.name } : true;
}
