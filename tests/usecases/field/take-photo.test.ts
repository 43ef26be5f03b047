/** A photograph from a phone: after its records, once, for as many records as can be read on it, in whatever order it comes. */

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIYUAN } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { audit } from '#db/schema/office';
import { attachmentLinks, attachments } from '#db/schema/papers';
import { newKey, type Raw, sent, written } from '#tests/support/phone';
import { cardPhoto } from '#tests/support/photo';
import { NEIGHBOUR, key as submission } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { confirmExchange } from '#usecases/exchange/confirm';
import { takeRecord } from '#usecases/field/take';
import { takePhoto } from '#usecases/field/take-photo';

let world: World;
let picture: Buffer;
let other: Buffer;
beforeEach(async () => {
  world = await openWorld();
  picture ??= await cardPhoto(1, 800, 600);
  other ??= await cardPhoto(2, 800, 600);
});
afterEach(() => world.close());

const kept = () => world.read(({ tx }) => tx.select().from(attachments));
const links = () => world.read(({ tx }) => tx.select().from(attachmentLinks));
const notes = () => world.read(({ tx }) => tx.select().from(audit).where(eq(audit.noun, 'attachment')));
const take = (photo: { id: string; recordIds: string[]; bytes: Buffer | null }, by = '阿芬') =>
  takePhoto(world.desk(by), photo);

async function record(by = '阿芬', changes: Raw = {}): Promise<{ id: string; exchangeId: string }> {
  const receipt = await takeRecord(world.desk(by), sent(written(world, changes)), { way: 'phone' });
  if (!('exchangeId' in receipt)) throw new Error(JSON.stringify(receipt));
  return { id: receipt.id, exchangeId: receipt.exchangeId };
}

describe('a photograph', () => {
  it('goes to its record, and sent again is the same one with the same answer', async () => {
    const { id: recordId, exchangeId } = await record();
    const photo = { id: newKey(), recordIds: [recordId], bytes: picture };
    const first = await take(photo);
    expect(first).toMatchObject({ outcome: 'taken', id: photo.id });
    const before = [await kept(), await links(), await notes()];
    world.at('2026-11-24T09:00');
    expect(await take(photo)).toEqual({ ...first, outcome: 'again' });
    expect([await kept(), await links(), await notes()]).toEqual(before);
    expect(await links()).toMatchObject([{ subjectId: exchangeId, lineFrom: 0, lineTo: 0 }]);
    expect(await kept()).toHaveLength(1);
  });

  it('is one, also when two tabs send it at the same moment', async () => {
    const { id: recordId } = await record();
    const photo = { id: newKey(), recordIds: [recordId], bytes: picture };
    const outcomes = (await Promise.all([take(photo), take(photo), take(photo)])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['again', 'again', 'taken']);
    expect([(await kept()).length, (await links()).length, (await notes()).length]).toEqual([1, 1, 1]);
  });

  it('before its record waits, and leaves nothing; after it, it is taken', async () => {
    const raw = sent(written(world));
    const known = await record('阿芬', { order: 'new', times: { halfDay: 'afternoon', minutes: 30 } });
    const photo = { id: newKey(), recordIds: [known.id, String(raw.id)], bytes: picture };
    expect(await take(photo)).toEqual({ outcome: 'later', id: photo.id });
    expect([await kept(), await links()]).toEqual([[], []]);
    await takeRecord(world.desk('阿芬'), raw, { way: 'phone' });
    expect(await take(photo)).toMatchObject({ outcome: 'taken' });
    expect((await links()).length).toBe(2);
  });

  it('other bytes under its id are refused, and the first stay', async () => {
    const { id: recordId } = await record();
    const photo = { id: newKey(), recordIds: [recordId], bytes: picture };
    await take(photo);
    expect(await take({ ...photo, bytes: other })).toMatchObject({ outcome: 'refused', code: 'key_reused' });
    expect([(await kept()).length, (await links()).length]).toEqual([1, 1]);
    // Under an id of its own it is another photograph of the same record.
    expect(await take({ ...photo, id: newKey(), bytes: other })).toMatchObject({ outcome: 'taken' });
    expect((await links()).length).toBe(2);
  });

  it('serves a record that is saved later without its bytes coming again', async () => {
    const first = await record();
    const photo = { id: newKey(), recordIds: [first.id], bytes: picture };
    expect(await take({ ...photo, bytes: null })).toMatchObject({ outcome: 'refused', code: 'photo_gone' });
    await take(photo);
    const second = await record('阿芬', { times: { halfDay: 'afternoon', minutes: 30 } });
    const also = { ...photo, recordIds: [first.id, second.id], bytes: null };
    expect(await take(also)).toMatchObject({ outcome: 'taken' });
    expect(await take(also)).toMatchObject({ outcome: 'again' });
    expect((await links()).map(({ subjectId }) => subjectId).toSorted()).toEqual(
      [first.exchangeId, second.exchangeId].toSorted(),
    );
    expect([(await kept()).length, (await notes()).length]).toEqual([1, 2]);
  });

  it('of a record that is a line of a card goes to the card', async () => {
    const { id: recordId, exchangeId } = await record();
    const member = { key: submission(), memberId: world.member('陈伯').id, kind: 'wall' } as const;
    const { number } = await issueCard(world.desk('阿芬'), member);
    await confirmExchange(world.desk('阿芬'), { id: exchangeId, means: 'wallCard', line: 4, ...NEIGHBOUR });
    await take({ id: newKey(), recordIds: [recordId], bytes: picture });
    expect(await links()).toMatchObject([{ subjectId: number, lineFrom: 1, lineTo: 4 }]);
  });
});

describe('what is refused', () => {
  it('a record of somebody else, or out of reach: not found, and nothing is kept', async () => {
    const mine = await record();
    const hers = await record('小周', { times: { halfDay: 'afternoon', minutes: 30 } });
    const photo = { id: newKey(), recordIds: [mine.id, hers.id], bytes: picture };
    expect(await take(photo)).toMatchObject({ outcome: 'refused', code: 'not_found' });
    await world.write([], (act) =>
      act.tx.update(exchanges).set({ regionCode: LIYUAN }).where(eq(exchanges.id, mine.exchangeId)),
    );
    const alone = { ...photo, recordIds: [mine.id] };
    expect(await take(alone)).toMatchObject({ outcome: 'refused', code: 'not_found' });
    expect([await kept(), await links()]).toEqual([[], []]);
  });

  it('no picture: said, and its record stands', async () => {
    const { id: recordId } = await record();
    const photo = { id: newKey(), recordIds: [recordId], bytes: Buffer.from('这不是照片') };
    expect(await take(photo)).toMatchObject({ outcome: 'refused', code: 'photo_unreadable' });
    // The id was not used up: a picture under it is taken.
    expect(await take({ ...photo, bytes: picture })).toMatchObject({ outcome: 'taken' });
  });
});
