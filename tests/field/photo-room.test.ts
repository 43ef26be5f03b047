/** Which photographs go along in a file: those of its records that are only here, as long as there is room. */
import { expect, test } from 'vitest';
import { photosFor } from '#field/photo-room';
import type { Entry, KeptPhoto } from '#field/types';

const entry = { id: 'visit', userId: 'fen', state: 'queued' } as Entry;
const photo = (id: string, changes: Partial<KeptPhoto> = {}): KeptPhoto => ({
  ...{ id, userId: 'fen', takenAt: 0, size: 250_000, thumb: null, recordIds: ['visit'], sentIds: [], refused: null },
  ...changes,
});
function taken(...photos: KeptPhoto[]) {
  const { along, left } = photosFor([entry], photos);
  return { along: along.map(({ id }) => id), left: left.map(({ id }) => id) };
}

test('the oldest first, and what has no room stays on the phone', () => {
  const many = Array.from({ length: 12 }, (_, at) => photo(`p${at}`, { takenAt: -at }));
  const { along, left } = taken(...many);
  expect(along).toEqual(['p11', 'p10', 'p9', 'p8', 'p7', 'p6', 'p5', 'p4']);
  expect(left).toEqual(['p3', 'p2', 'p1', 'p0']);
  expect(taken(photo('original', { size: 9_000_000 }), photo('small'))).toEqual({
    along: ['small'],
    left: ['original'],
  });
});

test('of other records, or not taken by the house, none; one that the house has is named to it by the phone', () => {
  const [other, back, sent] = [{ recordIds: ['x'] }, { refused: '看不出是照片' }, { sentIds: ['earlier'] }];
  expect(taken(photo('a', other), photo('b', back), photo('c', sent))).toEqual({ along: [], left: ['c'] });
});
