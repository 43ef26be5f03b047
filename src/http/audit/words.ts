/** A line of the trail in words. Codes that the catalogue does not know are shown as they are: nothing is left out. */

import { dayOf } from '#domain/day';
import { isPolicyKey } from '#domain/policy-unit';
import { sayName } from '#http/name';
import { sayPath } from '#http/place-words';

import type { Visit } from '#http/route';
import { sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import type { AuditRow } from '#records/audit';
import type { Trail } from '#usecases/audit/view';

/** What the records write as nouns, in the order of a member's life and then the office's. */
export const NOUNS = [
  ...['member', 'household', 'hamlet', 'kin', 'contact', 'consent', 'certificate', 'card', 'pin'],
  ...[
    'sheet',
    'attachment',
    'exchange',
    'alert',
    'pairing',
    'storm',
    'post',
    'incident',
    'insurance',
    'cashSlip',
    'plan',
    'notice',
    'message',
    'phoneRecord',
    'grantList',
    'pool',
    'correction',
    'opening',
    'user',
    'grant',
    'bureau',
    'policy',
    'journal',
    'audit',
  ],
] as const;

/** The first of these keys that the catalogue has, or the code itself. */
function firstOf({ t }: Visit, keys: readonly string[], code: string): string {
  const known = keys.find(isKey);
  return known && isKey(known) ? t(known) : code;
}

const verbOf = ({ noun, verb }: Pick<AuditRow, 'noun' | 'verb'>, visit: Visit): string =>
  firstOf(visit, [`${noun}.move.${verb}`, `audit.verb.${verb}`], verb);

/** Where the words of a noun's reasons stand. */
const SHELVES: Record<string, readonly string[]> = {
  member: ['member.revealed', 'member.look_reason', 'member.away'],
  kin: ['member.relation', 'member.proof'],
  consent: ['member.consent'],
  certificate: ['member.certificate'],
  card: ['member.card'],
  sheet: ['paper.form'],
  exchange: ['exchange.reason'],
  alert: ['alert.reason', 'alert.floor'],
  pairing: ['pairing.reason', 'pairing.side'],
  storm: ['storm.reason'],
  incident: ['incident.end'],
  phoneRecord: ['station.drop'],
  grantList: ['grantList.kind'],
  correction: ['correction.reason'],
  opening: ['correction.reason'],
  grant: ['role', 'grant.why'],
};

/** A reason is a code of its noun, the key of a rule, or two codes with a dot between them: what was opened, and why. */
function reasonOf({ noun, reason }: AuditRow, visit: Visit): string {
  if (!reason) return '';
  if (isPolicyKey(reason)) return visit.t(`policy.key.${reason}`);
  const shelves = SHELVES[noun] ?? [];
  const said = (code: string) =>
    firstOf(
      visit,
      shelves.map((shelf) => `${shelf}.${code}`),
      code,
    );
  return reason.split('.').map(said).join(visit.t('care.comma'));
}

function whoOf(actorId: string, names: Trail['names'], { t, lang }: Visit): string {
  if (actorId.startsWith('job:')) return t('audit.job');
  return actorId.startsWith('mem_') ? t('audit.member_actor') : sayName(names.get(actorId) ?? actorId, lang);
}

export function auditRow(row: AuditRow, { names, paths }: Trail, visit: Visit) {
  const { t, lang, desk } = visit;
  const { actorId, actingForId, noun, subjectId, regionCode, outcome } = row;
  return {
    when: sayMoment(lang, row.at, dayOf(desk.now)),
    who: whoOf(actorId, names, visit),
    whoId: actorId,
    acting: actingForId ? t('audit.acting_for', { name: sayName(names.get(actingForId) ?? actingForId, lang) }) : '',
    act: t('audit.act', { noun: firstOf(visit, [`audit.noun.${noun}`], noun), verb: verbOf(row, visit) }),
    // The trail itself is no record.
    subjectId: subjectId === noun ? '' : subjectId,
    where: sayPath(paths.get(regionCode ?? '') ?? [], visit),
    refused: outcome === 'refused',
    reason: reasonOf(row, visit),
  };
}
