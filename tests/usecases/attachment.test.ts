import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attachmentLinks, attachments } from '#db/schema/papers';
import { developPhoto } from '#records/photo';
import { cardPhoto } from '#tests/support/photo';
import { logged, NEIGHBOUR } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { addRecordPhoto } from '#usecases/attachment/add';
import { lookAtPhoto } from '#usecases/attachment/look';
import { issueCard } from '#usecases/card/issue';
import { confirmExchange } from '#usecases/exchange/confirm';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.fillPool('445321100', 6000);
});
afterEach(() => world.close());

const links = () => world.read(({ tx }) => tx.select().from(attachmentLinks));

describe('a photograph at rest', () => {
  it('is opened as it was sealed, and kept once however often it comes', async () => {
    const id = await logged(world);
    const photo = await developPhoto(await cardPhoto());
    await addRecordPhoto(world.desk('阿芬'), { id, photo });
    await addRecordPhoto(world.desk('黄姐'), { id, photo });
    const kept = await world.read(({ tx }) => tx.select().from(attachments));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ bytes: photo.jpeg.length, width: 1600, addedBy: world.user('阿芬').id });
    const shown = await lookAtPhoto(world.desk('陈姐'), { id, photoId: kept[0]?.id ?? '' });
    expect(shown.equals(photo.jpeg)).toBe(true);
  });

  it('shows more lines of the same card when it is said again, and never fewer', async () => {
    const card = await issueCard(world.desk('阿芬'), {
      key: world.key(),
      memberId: world.member('陈伯').id,
      kind: 'wall',
    });
    const photo = await developPhoto(await cardPhoto());
    const lines: unknown[] = [];
    for (const line of [5, 9, 2]) {
      const id = await logged(world);
      await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line, ...NEIGHBOUR });
      await addRecordPhoto(world.desk('阿芬'), { id, photo });
      lines.push((await links()).map(({ subjectId, lineFrom, lineTo }) => [subjectId, lineFrom, lineTo]));
    }
    expect(lines).toEqual([5, 9, 9].map((to) => [[card.number, 1, to]]));
  });

  it('is added by those who log, in their reach', async () => {
    const id = await logged(world);
    const photo = await developPhoto(await cardPhoto());
    for (const name of ['陈姐', '苏科', '隔壁阿珠', '审计老吴', '李姨']) {
      await expect(addRecordPhoto(world.desk(name), { id, photo })).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await links()).toEqual([]);
  });
});
