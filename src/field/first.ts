/** What is sent first: something wrong before everything else, the most urgent of it before the rest, and then as it was saved. */
import { type Finding, URGENCIES, urgencyOf } from '#domain/visit';
import type { Entry, FieldRecord } from '#field/types';

/** What was wrong, whatever it was written on. */
export function findingsIn(record: FieldRecord): readonly Finding[] {
  if ('findings' in record) return record.findings;
  return 'found' in record ? (record.found?.findings ?? []) : [];
}

/** Somebody must see to it. */
export const isAlarm = ({ record }: Pick<Entry, 'record'>): boolean => findingsIn(record).length > 0;

const rank = (record: FieldRecord): number => {
  const urgency = urgencyOf(findingsIn(record));
  return urgency === null ? URGENCIES.length : URGENCIES.indexOf(urgency);
};

/**
 * What goes in the next letter: alarms go alone, so that nothing else makes their letter longer on one bar of signal.
 * @param waiting oldest first
 */
export function nextLetter<E extends Pick<Entry, 'record'>>(waiting: readonly E[], most: number): E[] {
  const alarms = waiting.filter(isAlarm).sort((a, b) => rank(a.record) - rank(b.record));
  return (alarms.length > 0 ? alarms : waiting).slice(0, most);
}
