import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardCheckDigit, cardOf, isCardNumber, liveCardsOf } from '#records/card';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { revokeCard } from '#usecases/card/revoke';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const issue = (name: string, by = '阿芬', kind: 'member' | 'wall' = 'wall') =>
  issueCard(world.desk(by), { key: world.key(), memberId: world.member(name).id, kind });
const cards = (name: string) => world.read((act) => liveCardsOf(act, world.member(name).id));

describe('cards', () => {
  it('are read by number however it is typed, and by token', async () => {
    const { id, number } = await issue('陈伯');
    const [card] = (await cards('陈伯')).filter((one) => one.id === id);
    expect(Buffer.from(card?.token ?? '', 'base64url')).toHaveLength(16);
    const wide = [...number].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    for (const shown of [number, `${number.slice(0, 4)} ${number.slice(4)}`, wide, card?.token ?? '']) {
      expect(await world.read((act) => cardOf(act, shown))).toMatchObject({ id });
    }
    expect(await world.read((act) => cardOf(act, '00000000'))).toBeNull();
  });

  it('of one kind replace each other, and the other kind stays', async () => {
    const first = await issue('陈伯');
    const second = await issue('陈伯', '黄姐');
    expect((await cards('陈伯')).map((card) => card.id).sort()).toEqual(
      [second.id, (await cards('陈伯')).find((card) => card.kind === 'member')?.id].sort(),
    );
    expect(await world.read((act) => cardOf(act, first.number))).toBeNull();
  });

  it('open nothing once revoked, with a reason', async () => {
    const { id, number } = await issue('陈伯');
    await expect(revokeCard(world.desk('阿芬'), { id, reason: ' ' })).rejects.toMatchObject({ code: 'reason_needed' });
    await expect(revokeCard(world.desk('隔壁阿珠'), { id, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeCard(world.desk('小周'), { id, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await revokeCard(world.desk('梁主任'), { id, reason: '丢了' });
    await expect(revokeCard(world.desk('阿芬'), { id, reason: 'x' })).rejects.toMatchObject({ code: 'already_done' });
    expect(await world.read((act) => cardOf(act, number))).toBeNull();
  });

  it('are for approved members in reach', async () => {
    await world.enrol('十三姑', { sex: 'female', bornOn: '1944-05-06' });
    await expect(issue('十三姑')).rejects.toMatchObject({ code: 'member_not_approved' });
    await expect(issue('陈伯', '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    await expect(issue('陈伯', '梁主任')).rejects.toMatchObject({ code: 'not_found' });
    const body = { key: world.key(), memberId: world.member('陈伯').id, kind: 'wall' as const };
    expect(await issueCard(world.desk('阿芬'), body)).toEqual(await issueCard(world.desk('阿芬'), body));
  });
});

describe('the check digit', () => {
  it('is that of ISO 7064 MOD 11,10', () => expect(cardCheckDigit('0794')).toBe('5'));

  it('finds every single wrong digit', async () => {
    const { number } = await issue('陈伯');
    expect(isCardNumber(number)).toBe(true);
    for (let at = 0; at < number.length; at++) {
      for (const digit of '0123456789') {
        const slip = number.slice(0, at) + digit + number.slice(at + 1);
        expect(isCardNumber(slip)).toBe(slip === number);
      }
    }
  });
});
