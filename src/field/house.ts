/** What the phone asks of the house, and what it makes of the answers: each failing has a name and says what to do next. */
import type { FieldRecord, PhotoReceipt, Receipt, Roster } from '#field/types';

/** out: no answer came · door: sign in again · noPost: no such page for her any more · stale: the form's token is old
 *  · large: too much at once · later: not now, wait */
export type Trouble = 'out' | 'door' | 'noPost' | 'stale' | 'large' | 'later';

export class HouseTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    /** Seconds that the house asks to wait. */
    readonly wait = 0,
  ) {
    super(trouble);
  }
}

const BY_STATUS: Record<number, Trouble> = { 401: 'door', 403: 'stale', 404: 'noPost', 413: 'large' };
const PATIENCE_MS = 15_000;
/** A photograph on one bar of signal. */
const LONG_PATIENCE_MS = 120_000;

async function ask<T>(address: string, init: RequestInit = {}, patience = PATIENCE_MS): Promise<T> {
  const abort = new AbortController();
  const tooLong = setTimeout(() => abort.abort(), patience);
  try {
    const answer = await fetch(address, {
      ...init,
      headers: { ...init.headers, Accept: 'application/json' },
      credentials: 'same-origin',
      // Being led to the door is not the door's page.
      redirect: 'manual',
      cache: 'no-store',
      signal: abort.signal,
    });
    if (answer.type === 'opaqueredirect') throw new HouseTrouble('door');
    if (!answer.ok)
      throw new HouseTrouble(BY_STATUS[answer.status] ?? 'later', Number(answer.headers.get('Retry-After')) || 0);
    return (await answer.json()) as T;
  } catch (error) {
    // No network, cut off in the middle, or some other page in between (a hotel's, a provider's) that is no answer of ours.
    throw error instanceof HouseTrouble ? error : new HouseTrouble('out');
  } finally {
    clearTimeout(tooLong);
  }
}

export const askRoster = (): Promise<Roster> => ask<Roster>('/field/roster');

interface Received {
  receipts: Receipt[];
}

/** @param sentAt by the phone's clock: with the time of saving it tells how long each record lay here */
export function sendRecords(records: readonly FieldRecord[], csrf: string, sentAt: number): Promise<Received> {
  const form = new URLSearchParams({
    _csrf: csrf,
    records: JSON.stringify(records.map((record) => ({ ...record, sentAt }))),
  });
  return ask<Received>('/field/records', posted(form));
}

const posted = (form: URLSearchParams): RequestInit => ({
  method: 'POST',
  body: form.toString(),
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});

/** She has signed out. Led to the door, or shown it, she is outside. */
export async function tellLeft(csrf: string): Promise<void> {
  try {
    await ask('/sign-out', posted(new URLSearchParams({ _csrf: csrf })));
  } catch (error) {
    if (!(error instanceof HouseTrouble) || error.trouble !== 'door') throw error;
  }
}

interface States {
  states: Omit<Receipt, 'outcome'>[];
}

export const askStates = (ids: readonly string[]): Promise<States> =>
  ask<States>(`/field/states?ids=${ids.map(encodeURIComponent).join(',')}`);

/** @param bytes null where the house has them */
export function askPhoto(
  { id, recordIds, bytes }: { id: string; recordIds: readonly string[]; bytes: ArrayBuffer | null },
  csrf: string,
): Promise<{ receipt: PhotoReceipt }> {
  const form = new FormData();
  form.append('_csrf', csrf);
  form.append('id', id);
  form.append('records', recordIds.join(','));
  if (bytes) form.append('photo', new Blob([bytes]), 'photo');
  return ask('/field/photos', { method: 'POST', body: form }, LONG_PATIENCE_MS);
}
