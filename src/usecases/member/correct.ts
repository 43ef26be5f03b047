/**
 * 更正: what is on file becomes what is true, before and after approval. Helper, clerk or social worker. Facts are a new
 * row beside the old ones. Who she is (identity, birthday, sex) may be corrected by all three until the clerk has
 * checked it, and by the clerk alone from then on: a birthday makes an elder, and an elder is given minutes.
 */
import type { Act } from '#db/act';
import type { Facts } from '#domain/category';
import { type Day, isDay } from '#domain/day';
import { mayEver } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { insertFacts } from '#records/fact';
import { insertHousehold, mustBeHamletOf, writeAddress } from '#records/household';
import { changeMember, findMember, holderOf, type Member, type MemberChanges, writeMemberMove } from '#records/member';
import { cardIn, type IdentityGiven, keepIdentity, keepPhone } from '#records/private';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { spelling } from '#usecases/member/enrol';
import { keepRegister } from '#usecases/register/keep';
import { grantOver } from '#usecases/under';

/** What is left out stays as it is. */
export interface Correction {
  name?: string;
  nickname?: string | null;
  phone?: string | null;
  address?: string | null;
  hamletId?: string | null;
  serves?: boolean;
  receives?: boolean;
  language?: Member['language'];
  facts?: Facts;
  identity?: IdentityGiven;
  bornOn?: Day;
  sex?: Member['sex'];
}

export interface Correct extends Correction {
  key: string;
  id: string;
  /** As it was read into the form: what somebody else changed meanwhile is not overwritten. */
  version: number;
}

/** @throws Refusal not_found · state_moved · missing · phone_wrong · identity_wrong · member_known · not_yours · key_reused */
export async function correctMember(desk: Desk, input: Correct): Promise<{ version: number }> {
  // The form is remembered by a keyed hash: a plain one of a name and a phone could be guessed.
  const { key, ...body } = input;
  return desk.write([], (act) =>
    once(act, key, act.vault.lookup(JSON.stringify(body)), async () => {
      const member = await findMember(act, input.id, 'member.correct');
      const ended = member.state === 'closed' || member.state === 'deceased';
      if (member.version !== input.version || ended) throw new Refusal('state_moved', { state: member.state });
      const grant = grantOver(act, 'member.correct', member.regionCode);
      const changes = {
        ...named(member, input),
        ...plain(input),
        ...(input.phone === undefined ? {} : keepPhone(act.vault, input.phone)),
        ...(await identified(act, member, input)),
        ...(await housed(act, member, input)),
      };
      await mustBeHamletOf(act, changes.hamletId ?? null, member.regionCode);
      if (input.facts) await insertFacts(act, member.id, input.facts);
      const changed = await changeMember(act, member, changes);
      const fields = Object.keys(body).filter((field) => field !== 'id' && field !== 'version');
      await writeMemberMove(act, changed, 'correct', member.state, { grant, reason: fields.join(',') });
      await keepRegister(act, changed);
      return { version: changed.version };
    }),
  );
}

function named(member: Member, input: Correction): MemberChanges {
  if (input.name === undefined && input.nickname === undefined) return {};
  const name = (input.name ?? member.name).trim();
  const nickname = (input.nickname === undefined ? member.nickname : input.nickname)?.trim() || null;
  if (name === '') throw new Refusal('missing', { field: 'name' });
  return { name, nickname, ...spelling(name, nickname) };
}

const PLAIN = ['hamletId', 'serves', 'receives', 'language'] as const;
const plain = (input: Correction): MemberChanges =>
  Object.fromEntries(PLAIN.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])));

/** Who she is, with a known identity kept apart as at enrolment; after approval it is refused, and the county is asked. */
async function identified(act: Act, member: Member, input: Correction): Promise<MemberChanges> {
  const { identity, bornOn, sex } = input;
  if (identity === undefined && bornOn === undefined && sex === undefined) return {};
  const unchecked = member.state === 'draft' || member.state === 'submitted';
  if (!unchecked && !mayEver(act.actor, 'member.check')) throw new Refusal('not_yours');
  const card = identity ? cardIn(act, identity) : null;
  const born = card?.born ?? bornOn ?? member.bornOn;
  if (!isDay(born) || born > act.today) throw new Refusal('day_not_understood', { field: 'bornOn' });
  const changes = { bornOn: born, sex: card?.sex ?? sex ?? member.sex };
  if (!identity) return changes;
  const kept = keepIdentity(act, identity);
  const holder = kept.identityHash ? await holderOf(act, kept.identityHash) : null;
  const known = holder !== null && holder.id !== member.id;
  if (known && !unchecked) throw new Refusal('member_known', { field: 'identityNumber' });
  return { ...changes, ...kept, duplicateOfId: known ? holder.id : null };
}

/** The address is her household's: everybody under that roof has it. */
async function housed(act: Act, member: Member, input: Correction): Promise<MemberChanges> {
  if (input.address === undefined) return {};
  const address = input.address?.trim() || null;
  if (member.householdId) {
    await writeAddress(act, member.householdId, address);
    return {};
  }
  const { regionCode, hamletId } = member;
  return address ? { householdId: (await insertHousehold(act, { regionCode, hamletId, address })).id } : {};
}
