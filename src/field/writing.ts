/** The page that is being filled in: kept as a draft at every touch, and as a record when she presses. */

import { readPin } from '#domain/pin';
import { phoneNow, today } from '#field/clock';
import { need } from '#field/dom';
import { readForm } from '#field/draft';
import { searchVolunteers } from '#field/log-choices';
import { showProblems, summarise } from '#field/log-problems';
import { saveDraft, saveEntry } from '#field/outbox';
import { type Problem, readDraft } from '#field/read-draft';
import { say } from '#field/say';
import { keepUp } from '#field/screen-log';
import { sealed } from '#field/seal';
import { roster } from '#field/state';
import type { Draft } from '#field/types';

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
  draft = readForm(draft, form);
  touched = true;
  keepUp(draft);
  clearTimeout(timer);
  const now = draft;
  timer = setTimeout(() => void keepDraft(now), PAUSE_MS);
}

export function findVolunteers(typed: string): void {
  if (draft) searchVolunteers(draft, typed);
}

async function keepDraft(one: Draft): Promise<void> {
  try {
    await saveDraft(one);
  } catch (error) {
    tellFull(error, false);
  }
}

/** @returns the id of what was kept, or null where something is to be put right first */
export async function press(form: HTMLFormElement): Promise<string | null> {
  const list = roster();
  if (!draft || !list) return null;
  clearTimeout(timer);
  draft = readForm(draft, form);
  const { record, problems } = readDraft(draft, list, { phone: phoneNow(), today: today() });
  const pin = pinIn(form);
  const all: Problem[] = pin === 'unread' ? [...problems, { field: 'pin', code: 'not_understood' }] : problems;
  if (!record || pin === 'unread') {
    showProblems(draft, all);
    return null;
  }
  try {
    const whole = pin && list.pinKey ? await sealed(record, pin, list.pinKey) : record;
    await saveEntry({ id: whole.id, userId: list.user.id, record: whole, state: 'queued' });
  } catch (error) {
    tellFull(error, true);
    return null;
  }
  draft = null;
  touched = false;
  void navigator.storage?.persist?.();
  return record.id;
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
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  if (!need('screen').querySelector('[data-form=log]')) return;
  const lines = [
    { href: '#save-words', words: say(full ? 'phone.full' : 'phone.not_kept') },
    { href: '/log', words: say('phone.online_log') },
  ];
  summarise(lines, pressed);
}
