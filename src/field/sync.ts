/**
 * Save first, send second. Everything that can bring the network back is listened to; nothing relies on any of it: there
 * is a timer, and a button. One tab sends at a time where the browser can arrange that; where it cannot, the house takes
 * each record once however often it comes.
 */
import { phoneNow } from '#field/clock';
import { isAlarm, nextLetter } from '#field/first';
import { askRoster, askStates, HouseTrouble, sendRecords, type Trouble } from '#field/house';
import { leaveFirst } from '#field/leaving';
import { kept, putReceipts } from '#field/outbox';
import { drainPhotos } from '#field/photo-sync';
import { brought, forget, inDrawer, keepRoster } from '#field/roster';
import { statesDue } from '#field/states-due';
import type { Brought, Entry, Roster } from '#field/types';

/** left: she signed out, and the house knows */
export type Phase = 'idle' | 'sending' | 'left' | Trouble;

export interface SyncState {
  phase: Phase;
  /** When the phone tries again by itself; null while it need not. */
  againAt: number | null;
}

/** Small, because each answer counts: on one bar of signal twenty small letters arrive where one large one does not. */
const AT_ONCE = 5;
const STATES_AT_ONCE = 50;
const ROSTER_FRESH_MS = 10 * 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

export const current: SyncState = { phase: 'idle', againAt: null };
let changed: () => void = () => {};
let waits = 0;
/** She signed out on this page: a door that is closed after that is no news, and is not said to have closed by itself. */
let isOut = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | null = null;
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('yinling-field') : null;

/** @param onChange something is different: what is shown is to be shown anew */
export function startSync(onChange: () => void): void {
  changed = onChange;
  tabs?.addEventListener('message', onChange);
  addEventListener('online', () => void syncNow());
  addEventListener('pageshow', ({ persisted }) => void (persisted && syncNow()));
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && syncNow()));
  void syncNow(true);
}

export function toldOthers(): void {
  tabs?.postMessage('changed');
}

/** @param afresh also ask for the list of people, however new it is */
export function syncNow(afresh = false): Promise<void> {
  // One after the other: what was saved while the one before was under way is sent by the next.
  const before = running;
  const run = (before ?? Promise.resolve()).then(() => alone(() => round(afresh)));
  running = run.finally(() => {
    if (running === run) running = null;
  });
  return run;
}

async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request('yinling-field', work);
}

function show(phase: Phase, againAt: number | null = null): void {
  current.phase = phase;
  current.againAt = againAt;
  changed();
}

async function round(afresh: boolean): Promise<void> {
  clearTimeout(timer);
  try {
    show('sending');
    if (await leaveFirst()) {
      isOut = true;
      return show('left');
    }
    // What is wrong goes before everything else, the list of people too: one bar of signal may be gone again by then.
    const known = await brought(phoneNow());
    if (known) await drain(known.roster, isAlarm);
    const { roster } = await freshRoster(afresh);
    isOut = false;
    const renewed = await drain(roster);
    await askAbout(renewed);
    await drainPhotos(renewed, changed);
    waits = 0;
    show('idle');
  } catch (error) {
    await stopped(error instanceof HouseTrouble ? error : new HouseTrouble('later'));
    if (!(error instanceof HouseTrouble)) throw error;
  } finally {
    toldOthers();
  }
}

/** The door and a lost post wait for a person; everything else is tried again by itself, less and less often. */
async function stopped({ trouble, wait }: HouseTrouble): Promise<void> {
  // Whoever has lost the post has no more business with these names.
  if (trouble === 'noPost') await forget();
  if (trouble === 'door' && isOut) return show('left');
  if (trouble === 'door' || trouble === 'noPost') return show(trouble);
  const ms = Math.max(wait * 1000, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** waits++));
  timer = setTimeout(() => void syncNow(), ms);
  show(trouble, phoneNow() + ms);
}

async function freshRoster(afresh: boolean): Promise<Brought> {
  const known = await brought(phoneNow());
  const age = known ? phoneNow() - known.heardAt : Number.POSITIVE_INFINITY;
  const lang = document.documentElement.lang;
  if (known && !afresh && known.lang === lang && age >= 0 && age < ROSTER_FRESH_MS) return known;
  const roster = await askRoster();
  // She pressed 退出 meanwhile: nobody is brought along any more.
  if (await inDrawer('leaving')) throw new HouseTrouble('door');
  return keepRoster(roster, phoneNow(), lang);
}

const mine = (entries: readonly Entry[], roster: Roster, state: Entry['state']): Entry[] =>
  entries.filter((entry) => entry.state === state && entry.userId === roster.user.id);

/** What is wrong first, then the oldest, a few at a time, until none waits. @returns the roster by whose token they were sent */
async function drain(first: Roster, which: (entry: Entry) => boolean = () => true): Promise<Roster> {
  let roster = first;
  let renewed = false;
  for (;;) {
    const waiting = mine((await kept()).entries, roster, 'queued')
      .reverse()
      .filter(which);
    if (waiting.length === 0) return roster;
    const some = nextLetter(waiting, AT_ONCE).map(({ record }) => record);
    try {
      const { receipts } = await sendRecords(some, roster.csrf, phoneNow());
      const answered = receipts.filter(({ id }) => some.some((one) => one.id === id));
      // An answer that decides nothing of what we sent is none: it is sent again, after a pause.
      if (answered.every(({ outcome }) => outcome === 'later')) throw new HouseTrouble('later');
      await putReceipts(answered);
      changed();
    } catch (error) {
      if (!(error instanceof HouseTrouble) || error.trouble !== 'stale' || renewed) throw error;
      renewed = true;
      ({ roster } = await freshRoster(true));
    }
  }
}

/** What has become of those that the house has, page by page. */
async function askAbout(roster: Roster): Promise<void> {
  const askedAt = phoneNow();
  const ids = statesDue(mine((await kept()).entries, roster, 'taken'), askedAt).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += STATES_AT_ONCE) {
    const { states } = await askStates(ids.slice(from, from + STATES_AT_ONCE));
    const known = states.filter(({ exchangeId, visitId }) => exchangeId || visitId);
    await putReceipts(
      known.map((one) => ({ ...one, outcome: 'taken' })),
      { askedAt },
    );
    changed();
  }
}
