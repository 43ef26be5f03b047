import { expect, test } from 'vitest';
import { openMemberHouse, pressable } from '#tests/http/member-house';
import { checked, logged } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';
test('smoke', async () => {
  const house = await openMemberHouse();
  const id = await checked(house.world);
  await creditExchange(house.world.desk('梁主任'), { id });
  const id2 = await logged(house.world);
  for (const lang of ['zh-CN', 'en'] as const) {
    for (const name of ['陈伯', '李姨', '阿珍']) {
      const client = await house.as(name, lang);
      for (const url of ['/home', '/exchanges', `/exchanges/${id}`, `/exchanges/${id2}`, '/statement', '/my-time', '/me', '/exchanges/new', '/offers', '/visits/new', `/exchanges/new?for=${house.world.member('陈伯').id}`]) {
        const page = await client.get(url);
        console.log(lang, name, url, page.status, page.h1, '|', page.text('main').slice(0, 300));
      }
    }
  }
  await house.close();
}, 60000);
