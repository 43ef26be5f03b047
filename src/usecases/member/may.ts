/** What an officer may do from a member's file: each act, the permission it takes, and the move of her life that it is. */
import type { Act } from '#db/act';
import { type MemberMoveName, memberMayStart } from '#domain/member';
import { type Action, reachFor } from '#domain/permission';
import type { Member } from '#records/member';

const ACTS = {
  submit: { needs: 'member.enrol', move: 'submit' },
  drop: { needs: 'member.enrol', move: 'drop' },
  check: { needs: 'member.check', move: 'check' },
  returnUnchecked: { needs: 'member.check', move: 'returnUnchecked' },
  approve: { needs: 'member.approve', move: 'approve' },
  returnChecked: { needs: 'member.approve', move: 'returnChecked' },
  suspend: { needs: 'member.suspend', move: 'suspend' },
  resume: { needs: 'member.suspend', move: 'resume' },
  correct: { needs: 'member.correct' },
  move: { needs: 'member.move' },
  identity: { needs: 'member.identity' },
  household: { needs: 'household.write' },
  declareKin: { needs: 'kin.declare' },
  confirmKin: { needs: 'kin.confirm' },
  issueCard: { needs: 'card.issue' },
  revokeCard: { needs: 'card.revoke' },
  setPin: { needs: 'pin.set' },
  unlockPin: { needs: 'pin.unlock' },
  statement: { needs: 'statement.read' },
  exchanges: { needs: 'exchange.read' },
  looks: { needs: 'look.read' },
  visits: { needs: 'visit.read' },
  visit: { needs: 'visit.record' },
  reportDeath: { needs: 'member.correct', move: 'reportDeath' },
  undoDeath: { needs: 'member.suspend', move: 'undoDeath' },
  suits: { needs: 'suits.write' },
  pair: { needs: 'pairing.propose' },
  ask: { needs: 'exchange.request' },
  log: { needs: 'exchange.log' },
} as const satisfies Record<string, { needs: Action; move?: MemberMoveName }>;
export type MemberAct = keyof typeof ACTS;
/** What is only read stays open when a life on file has ended. */
const READS: ReadonlySet<string> = new Set<MemberAct>(['statement', 'exchanges', 'identity', 'looks', 'visits']);

export type MemberMay = Partial<Record<MemberAct, boolean>>;

/** Whether each of them is open to this officer now, on this file. */
export function mayDo({ actor }: Act, { state, regionCode }: Pick<Member, 'state' | 'regionCode'>): MemberMay {
  const ended = state === 'closed' || state === 'deceased';
  return Object.fromEntries(
    Object.entries(ACTS).map(([name, it]) => {
      const reached = reachFor(actor, it.needs, { regionCodes: [regionCode] }) !== null;
      const reads = READS.has(name);
      const fits = 'move' in it ? memberMayStart(it.move, state) : reads || !ended;
      return [name, reached && fits];
    }),
  );
}
