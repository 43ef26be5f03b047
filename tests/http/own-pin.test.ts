/** A member's own PIN: seen on 我的资料, changed with the one before in hand; whoever has none is told where to go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse, PIN } from '#tests/http/member-house';
import { type Client, createClient } from '#tests/support/client';

let house: MemberHouse;
const NEW = '604813';
beforeAll(async () => {
  house = await openMemberHouse();
});
afterAll(() => house.close());

const li = (): Promise<Client> => house.as('李姨');
async function officer(name: string): Promise<Client> {
  const client = createClient(house.app);
  await client.signInAs(house.world.user(name).id);
  return client;
}
const typed = (oldPin: string, pin: string, pinAgain = pin) => ({ oldPin, pin, pinAgain });

describe('changing my own PIN', () => {
  test.each([
    ['nothing typed', typed('', ''), ['oldPin', 'pin', 'pinAgain'], '现在的六个数字'],
    ['two that differ', typed(PIN, NEW, '604814'), ['pinAgain'], '两遍按的不一样'],
    ['one that a neighbour guesses', typed(PIN, '123456'), ['pin'], '太容易猜'],
    ['the same again', typed(PIN, PIN), ['pin'], '新的和现在的一样'],
    ['another than the one before', typed('135791', NEW), ['oldPin'], '密码不对，今天还可以试 4 次'],
    ['five digits', typed('72041', NEW), ['oldPin'], '不多也不少'],
  ])('refuses %s beside its field, and gives no digit back', async (_what, values, fields, words) => {
    const client = await li();
    const refused = await client.submit(await client.get('/me/pin'), values, 'main form');
    expect(refused.status).toBe(422);
    expect(refused.root.querySelectorAll('.has-error input').map((input) => input.getAttribute('name'))).toEqual(
      fields,
    );
    expect(refused.text('main')).toContain(words);
    expect(refused.root.querySelectorAll('input[type=password][value]')).toHaveLength(0);
  });

  test('goes on in this browser, ends what is open elsewhere, and stands on her page and on her file', async () => {
    const elsewhere = await li();
    const client = await li();
    expect((await client.get('/me')).root.querySelector('a[href="/me/pin"]')).not.toBeNull();
    const done = await client.submit(
      await client.get('/me/pin'),
      typed(PIN, ` ６０４ ${NEW.slice(3)}`, NEW),
      'main form',
    );
    expect([done.url, done.status]).toEqual(['/me/pin?done=yes', 200]);
    expect(done.text('h1')).toBe('密码改好了');
    expect((await client.get('/me')).text('main')).toMatch(/\d+日您自己改的/);
    expect((await elsewhere.get('/me')).url).toContain('/sign-in');
    const fen = await officer('阿芬');
    const file = await fen.get(`/members/${house.world.member('李姨').id}`);
    expect(file.text('main')).toMatch(/黎婶在场，.*经办。.*日本人自己改过。/);
    const door = createClient(house.app);
    const inside = await door.submit(
      await door.get('/sign-in'),
      { who: house.world.card('李姨'), pin: NEW },
      'main form',
    );
    expect(inside.url).toBe('/home');
  });

  test('is told where to go where none was set, and is no page for officers', async () => {
    const chen = createClient(house.app);
    chen.cookies.set('lang', 'en');
    // A link from her helper: she came in without one.
    await chen.signInAs(house.world.member('陈伯').id);
    const page = await chen.get('/me/pin');
    expect(page.root.querySelector('main form')).toBeNull();
    expect(page.text('main')).toContain('Please ask your helper');
    expect((await chen.get('/me')).root.querySelector('a[href="/me/pin"]')).toBeNull();
    expect((await (await officer('阿芬')).get('/me/pin')).url).toBe('/desk');
  });
});
