/**
 * Where a helper's phone hands in photographs, one a request: its id of the phone, the records it belongs to, and the picture
 * unless that came before. What came of it is told as JSON, and in words whether or not it was taken.
 */
import { idIn, idsIn } from '#domain/field/raw';
import { Refusal } from '#domain/refusal';
import { refusalWords } from '#http/refusal';
import { data, type Route } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { rawPhotoIn } from '#http/upload';
import { MOST_SHOWN, type PhotoReceipt, takePhoto } from '#usecases/field/take-photo';

const take = forStaff(async (visit) => {
  const { desk, body } = visit;
  const id = idIn({ id: textOf(body, 'id') }, 'id');
  const named = textOf(body, 'records').split(',').filter(Boolean);
  const recordIds = idsIn({ records: named }, 'records', MOST_SHOWN);
  if (recordIds.length === 0) throw new Refusal('missing', { field: 'records' });
  return data({ at: desk.now, receipt: photoTold(await received(visit, id, recordIds), visit) });
});

/** One that is too large to be read is answered like any other that cannot be taken: her records stand. */
async function received(visit: StaffVisit, id: string, recordIds: readonly string[]): Promise<PhotoReceipt> {
  try {
    return await takePhoto(visit.desk, { id, recordIds, bytes: rawPhotoIn(visit) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', id, code: error.code, params: error.params };
  }
}

function photoTold(receipt: PhotoReceipt, visit: StaffVisit) {
  const { id, outcome } = receipt;
  const { t } = visit;
  if (outcome === 'refused') {
    return { id, outcome, code: receipt.code, words: t('receipt.photo_refused', { why: whyOf(receipt, visit) }) };
  }
  return { id, outcome, words: t(outcome === 'later' ? 'receipt.photo_later' : 'receipt.photo_taken') };
}

export function whyOf(
  { code, params }: Extract<PhotoReceipt, { outcome: 'refused' }>,
  { t, lang }: StaffVisit,
): string {
  if (code === 'not_found') return t('receipt.photo_elsewhere');
  if (code === 'key_reused') return t('receipt.photo_reused');
  return refusalWords(lang, t, { code, params });
}

export const routes: Route[] = [
  { method: 'POST', url: '/field/photos', needs: 'signedIn', door: 'staff', upload: true, handle: take },
];
