/** Three lists: what is begun, what is here only, what the house has. */
import { callsAbout } from '#field/calls';
import { byId, notice, part, tag } from '#field/dom';
import { photoLines } from '#field/photo-words';
import { say } from '#field/say';
import { toldCards } from '#field/screen-who';
import { known, ofOthers, ownEntries } from '#field/state';
import { draftLine, entryLine, isReplaced, isUnused, stateOf, toMend, waitsLong, whenOf, whyOf } from '#field/told';
import { ABSENT, type Draft, type Entry } from '#field/types';

/** What one looks through; the others lie in a drawer below. */
const MOST_SENT = 40;

export function recordsScreen(): DocumentFragment {
  const own = ownEntries();
  const waiting = own.filter(({ state }) => state !== 'taken');
  const sent = own
    .filter((one) => one.state === 'taken' && !isReplaced(one))
    .sort((a, b) => Number(toMend(b)) - Number(toMend(a)));
  return part('records', {
    told: toldCards(),
    ...{ draftCount: known.drafts.length, waitingCount: waiting.length, sentCount: sent.length },
    drafts: listed(known.drafts.map(draftItem), say('phone.none_begun')),
    warning: [
      ...(waitsLong() ? [notice('grave', say('phone.long_wait'))] : []),
      ...(ofOthers() > 0 ? [notice('waiting', say('phone.sync_others', { count: ofOthers() }))] : []),
    ],
    waiting: listed(waiting.map(entryItem), say('phone.none_waiting')),
    take: waiting.length > 0,
    sent: listed(sent.slice(0, MOST_SENT).map(entryItem), say('phone.none_sent')),
    ...olderOf(sent.slice(MOST_SENT)),
  });
}

/** Drawn anew, the drawer stays as it was left. */
function olderOf(sent: readonly Entry[]) {
  const open = (byId('older') as HTMLDetailsElement | null)?.open ?? false;
  return {
    ...{ olderOpen: open, older: sent.length > 0, olderWords: say('phone.older', { count: sent.length }) },
    olderItems: sent.map(entryItem),
  };
}

const listed = (items: DocumentFragment[], none: string): DocumentFragment[] =>
  items.length > 0 ? items : [part('empty', { words: none })];

function entryItem(entry: Entry): DocumentFragment {
  const { kind, words } = stateOf(entry);
  const mend = toMend(entry);
  const unused = isUnused(entry);
  const visitId = entry.receipt?.visitId;
  const file = entry.state === 'taken' ? entry.receipt?.exchangeId : unused ? meantBy(entry) : undefined;
  return part('kept', {
    ...{ id: entry.id, state: entry.state, line: entryLine(entry), when: whenOf(entry) },
    tag: tag(kind, words),
    why: mend ? whyOf(entry) : null,
    photos: photoLines(entry),
    notes: (entry.receipt?.notes ?? []).map((words) => notice('plain', words)),
    calls: callsAbout(entry),
    ...wayOn(entry),
    ...{ file: visitId ? `/visits/${visitId}` : `/exchanges/${file}/file` },
    fileWords: Boolean(visitId ?? file) && (!mend || unused),
  });
}

/** The record of the house that it was about. */
function meantBy({ record }: Entry): string | undefined {
  if (record.form === ABSENT)
    return record.order ?? known.entries.find(({ id }) => id === record.went)?.receipt?.exchangeId ?? undefined;
  return 'exchangeId' in record ? record.exchangeId : undefined;
}

function draftItem(draft: Draft): DocumentFragment {
  return part('kept', {
    ...{ id: draft.id, state: 'draft', line: draftLine(draft), tag: tag('plain', say('phone.state_draft')) },
    ...{ open: `#draft/${draft.id}`, openWords: say('phone.go_on'), dropWords: true },
  });
}

/** What was refused or came back is put right here; what the phone does not know well enough, at the house's own page. */
function wayOn(entry: Entry) {
  if (isUnused(entry)) return { openWords: null, awayWords: true };
  if (!toMend(entry)) return { openWords: null };
  const here = entry.state === 'refused' || Boolean(entry.receipt?.mend);
  const there = `/exchanges/${entry.receipt?.exchangeId}/staff-correction?onward=/field/`;
  return { open: here ? `#mend/${entry.id}` : there, openWords: say('phone.mend') };
}
