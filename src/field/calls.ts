/** Whom to call about what was found, with no network as well: what cannot wait, then hers, then the town. */
import { emergencyFor, type Finding, urgencyOf } from '#domain/visit';
import { phoneNow } from '#field/clock';
import { icon, need, part, put } from '#field/dom';
import { findingsIn } from '#field/first';
import { say } from '#field/say';
import { personOf, roster } from '#field/state';
import type { Draft, Entry } from '#field/types';

export interface Call {
  label: string;
  tel: string;
}

/** As many of each kind as a thumb wants to choose from. */
const MOST = 4;

/** Her people before the town: they know where she keeps her papers. */
export function callsFor(memberId: string, findings: readonly Finding[]): Call[] {
  const person = personOf(memberId);
  const other =
    person?.contact ?? (person?.phone && person.phoneOf ? { name: person.phoneOf, phone: person.phone } : null);
  const town = roster()?.town;
  return [
    ...emergencyFor(findings).map((tel) => ({ label: say(`visit.emergency.${tel}`), tel })),
    ...(other ? [{ label: other.name, tel: other.phone }] : []),
    ...(town ? [{ label: say('phone.call_town', { name: town.name }), tel: town.phone }] : []),
  ].slice(0, MOST);
}

const link = ({ label, tel }: Call): DocumentFragment =>
  part('call', {
    ...{ label, number: tel, href: `tel:${tel.replace(/[^\d+]/g, '')}` },
    aloud: say('phone.call_who', { label, tel }),
  });

/** Large where it cannot wait. Null where nothing was wrong, or nobody has a number. */
export function callPart(memberId: string, findings: readonly Finding[], most = MOST): DocumentFragment | null {
  const calls = callsFor(memberId, findings).slice(0, most);
  if (findings.length === 0 || calls.length === 0) return null;
  const now = urgencyOf(findings) === 'now';
  return part('calls', {
    ...{
      kind: now ? 'call-first' : 'calls',
      size: now ? 'is-big' : null,
      icon: icon(now ? 'triangle-alert' : 'phone'),
    },
    title: say(now ? 'visit.alert_now' : 'phone.call_about'),
    calls: calls.map(link),
  });
}

/** The moment that something which cannot wait is ticked, its number is there to be dialled: before anything is kept or sent. */
export function keepUpCalls({ memberIds, look }: Draft): void {
  const place = need('screen').querySelector('.save-bar [data-calls]');
  const findings = look?.findings ?? [];
  const now = urgencyOf(findings) === 'now';
  if (place) put(place, (now && callPart(memberIds[0] ?? '', findings, 1)) || []);
}

/** A day later whoever had to be called was called. */
const FRESH_MS = 86_400_000;

/** Beside what is kept: whom to call about it, as long as that is news. */
export function callsAbout({ record }: Entry): DocumentFragment | null {
  const age = phoneNow() - record.savedAt;
  return age >= 0 && age < FRESH_MS ? callPart(record.memberIds[0] ?? '', findingsIn(record)) : null;
}
