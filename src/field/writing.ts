/** The page that is being filled in: kept as a draft at every touch, and as a record when she presses. */

import { readPin } from '#domain/pin';
import { clockKnown, phoneNow, today } from '#field/clock';
import { need } from '#field/dom';
import { searchVolunteers } from '#field/log-choices';
import { showProblems, summarise } from '#field/log-problems';
import { saveDraft, saveEntry } from '#field/outbox';
import { keepUpPage, readPage, understood } from '#field/pages';
import { dropUnused } from '#field/photos';
import type { Problem } from '#field/read-draft';
import { say } from '#field/say';
import { sealed } from '#field/seal';
import { roster } from '#field/state';
import type { Draft, Entry } from '#field/types';
import { searchWitnesses } from '#field/witness';

let draft: Draft | null = null;
let touched = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const PAUSE_MS = 400;

export const isWriting = (): boolean => draft !== null && touched;

export function begin(one: Draft): void {
  draft = one;
  touched = false;
}

/** Left without pressing: what was touched is a draft and stands in its list. */
export async function leave(): Promise<void> {
  clearTimeout(timer);
  const left = draft;
  draft = null;
  if (left && touched) await keepDraft(left);
}

export function touch(form: HTMLFormElement): void {
  if (!draft) return;
  draft = readPage(draft, form);
  touched = true;
  keepUpPage(draft);
  clearTimeout(timer);
  const now = draft;
  timer = setTimeout(() => void keepDraft(now), PAUSE_MS);
}

export function findVolunteers(typed: string): void {
  if (draft) searchVolunteers(draft, typed);
}

export function findWitnesses(typed: string): void {
  if (draft) searchWitnesses(draft, typed);
}

async function keepDraft(one: Draft): Promise<void> {
  try {
    await saveDraft(one);
  } catch (error) {
    tellFull(error, false);
  }
}

/** A photograph is being made small or put away: whoever presses meanwhile waits for it. */
let photoWork: Promise<void> = Promise.resolve();

/** @param work gets the draft as it stands and says what of it changes */
export function withPhoto(work: (draft: Draft) => Promise<Partial<Draft>>): Promise<void> {
  // One that goes wrong changes nothing, and the next is not lost with it.
  photoWork = photoWork.then(() => changed(work)).catch(() => {});
  return photoWork;
}

async function changed(work: (draft: Draft) => Promise<Partial<Draft>>): Promise<void> {
  const before = draft;
  if (!before) return;
  const change = await work(before);
  // She may have typed meanwhile, or gone elsewhere.
  if (draft?.id !== before.id) return;
  draft = { ...draft, ...change };
  touched = true;
  await keepDraft(draft);
}

/** @returns the id of what was kept, or null where something is to be put right first */
export async function press(form: HTMLFormElement): Promise<string | null> {
  const list = roster();
  await photoWork;
  if (!draft || !list) return null;
  clearTimeout(timer);
  draft = readPage(draft, form);
  const { record, problems } = understood(draft, list, { phone: phoneNow(), today: today(), heard: clockKnown() });
  const pin = pinIn(form);
  const all: Problem[] = pin === 'unread' ? [...problems, { field: 'pin', code: 'not_understood' }] : problems;
  if (!record || pin === 'unread') {
    showProblems(draft, all);
    return null;
  }
  try {
    const whole = pin && list.pinKey && 'volunteers' in record ? await sealed(record, pin, list.pinKey) : record;
    await save({ id: whole.id, userId: list.user.id, record: whole, state: 'queued' }, draft);
  } catch (error) {
    tellFull(error, true);
    return null;
  }
  draft = null;
  touched = false;
  void navigator.storage?.persist?.();
  return record.id;
}

/** A phone that has no room for both keeps the record: the photograph can be taken again, the card hangs on the wall. */
async function save(entry: Entry, { photoId = null, photoLost }: Draft): Promise<void> {
  const lost = photoLost ? { photoLost } : {};
  try {
    await saveEntry({ ...entry, ...lost }, photoId);
  } catch (error) {
    if (photoId === null || !isFull(error)) throw error;
    await dropUnused(photoId);
    await saveEntry({ ...entry, photoLost: true });
  }
}

/** null: none was typed; 'unread': no six digits. It is in no draft and in no record but sealed. */
function pinIn(form: HTMLFormElement): string | null | 'unread' {
  const typed = form.querySelector<HTMLInputElement>('[data-pin]')?.value.trim() ?? '';
  if (typed === '') return null;
  try {
    return readPin(typed);
  } catch {
    return 'unread';
  }
}

/** The phone keeps no more: nothing is said to be kept, what was typed stays on the page, and there are other ways. */
function tellFull(error: unknown, pressed: boolean): void {
  if (!need('screen').querySelector('[data-form=log]')) return;
  const lines = [
    { href: '#save-words', words: say(isFull(error) ? 'phone.full' : 'phone.not_kept') },
    { href: '/log', words: say('phone.online_log') },
  ];
  summarise(lines, pressed);
}

export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
