/** Where a helper's phone hands in what it wrote down without signal, and asks what came of it. Told as JSON. */
import { Refusal } from '#domain/refusal';
import { receiptTold, stateTold } from '#http/field/receipt';
import { data, type Route } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { MOST_STATES, statesOf } from '#usecases/field/states';
import { MOST_RECORDS, takeBatch } from '#usecases/field/take-batch';

const takeRecords = forStaff(async (visit) => {
  const raws = readBatch(textOf(visit.body, 'records'));
  const { desk, request } = visit;
  const receipts = await takeBatch(desk, raws, (error) => request.log.error(error, 'a record could not be taken in'));
  const taken = receipts.flatMap((receipt) => ('exchangeId' in receipt || 'visitId' in receipt ? [receipt.id] : []));
  const states = new Map((await statesOf(desk, taken)).map((state) => [state.id, state]));
  return data({ at: desk.now, receipts: receipts.map((receipt) => receiptTold(receipt, states, visit)) });
});

/** @throws Refusal `unreadable` (no list of records: half of it came) · `too_many` */
function readBatch(text: string): unknown[] {
  const records = parsed(text);
  if (!Array.isArray(records)) throw new Refusal('unreadable');
  if (records.length > MOST_RECORDS) throw new Refusal('too_many', { field: 'records', most: MOST_RECORDS });
  return records;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const showStates = forStaff(async (visit: StaffVisit) => {
  const ids = textOf(visit.query, 'ids').split(',').filter(Boolean);
  if (ids.length > MOST_STATES) throw new Refusal('too_many', { field: 'records', most: MOST_STATES });
  const states = await statesOf(visit.desk, ids);
  return data({ at: visit.desk.now, states: states.map((state) => stateTold(state, visit)) });
});

/** Whoever has no post any more is answered too: in words, for each record. */
export const routes: Route[] = [
  { method: 'POST', url: '/field/records', needs: 'signedIn', door: 'staff', handle: takeRecords },
  { method: 'GET', url: '/field/states', needs: 'signedIn', door: 'staff', handle: showStates },
];
