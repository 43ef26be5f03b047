import { test } from 'vitest';
import { openOffice } from '#tests/support/office';
test('probe', async () => {
  const office = await openOffice();
  for (const lang of ['zh-CN','en'] as const) {
    for (const who of ['苏科','何科','罗处','审计老吴','梁主任','阿芬']) {
      const c = await office.as(who, lang);
      for (const url of ['/grant-lists','/grant-lists/new','/pools','/pool-quotas/new','/users','/users/new',`/users/${office.world.user('陈姐').id}`,`/users/${office.world.user('陈姐').id}/grants/new`,'/posts','/password','/policies','/policies/earn.dailyCapMin','/policies/new?key=recipient.keyElder','/audit','/ledger','/ledger/xinxing','/ledger/xinxing/1']) {
        try { const p = await c.get(url); console.log(lang, who, url, p.status, p.h1); } catch (e) { console.log('FAIL', lang, who, url, String((e as Error).message).slice(0,400)); }
      }
    }
  }
  await office.close();
}, 120000);
