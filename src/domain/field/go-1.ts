/** Reads form `go.1`: 现在去, saved before she leaves: to whom, who goes, what for. When, is the moment of saving. */
import { idsIn, type Raw } from '#domain/field/raw';
import { type GoRecord, MOST_DOORS } from '#domain/field/record';
import { readSaved } from '#domain/field/saved';
import { Refusal } from '#domain/refusal';

const MOST_GOING = 6;

/** @throws Refusal not_understood · missing · too_many, with the field */
export function readGo1(raw: Raw): GoRecord {
  const memberIds = idsIn(raw, 'memberIds', MOST_DOORS);
  if (memberIds.length === 0) throw new Refusal('missing', { field: 'memberId' });
  return { kind: 'go', ...readSaved(raw, memberIds, [0, 0]), ...goingIn(raw) };
}

/** Who goes. @throws Refusal missing · too_many, with the field */
export function goingIn(raw: Raw): Pick<GoRecord, 'volunteerIds' | 'another'> {
  const volunteerIds = idsIn(raw, 'volunteerIds', MOST_GOING);
  if (volunteerIds.length === 0) throw new Refusal('missing', { field: 'volunteer' });
  return { volunteerIds, another: raw.another === true };
}
