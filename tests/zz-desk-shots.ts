import { chromium } from 'playwright-core';
import { buildApp } from '#http/app';
import { newSecrets, readConfig } from '#config';
import { openWorld } from '#tests/support/world';
import { askFor, giveGrants, logged, served, thumbed, NEIGHBOUR, key } from '#tests/support/scene';
import { checkExchange } from '#usecases/exchange/check';
import { assignExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { creditExchange } from '#usecases/exchange/credit';
import { proposeReversal } from '#usecases/exchange/reverse';
import { ensureHamlet } from '#records/region';
import { members } from '#db/schema/people';
import { eq } from 'drizzle-orm';
import { addDays } from '#domain/day';

const only = process.argv[2] ? process.argv[2].split(',') : null;
const world = await openWorld();
await giveGrants(world);
await world.fillPool('445321100', 60000);
await world.write([], async (act) => {
  const a = await ensureHamlet(act, '445321100210', '3 组');
  const b = await ensureHamlet(act, '445321100210', '大路边');
  await act.tx.update(members).set({ hamletId: a.id }).where(eq(members.id, world.member('陈伯').id));
  await act.tx.update(members).set({ hamletId: b.id }).where(eq(members.id, world.member('七婆').id));
});
const elders = ['陈伯', '七婆', '张伯'];
const vols = ['李姨', '老梁'];
const services = ['A02', 'B03', 'A04', 'D01', 'B02', 'A01'];
let n = 0;
for (let back = 20; back >= 1; back--) {
  for (const [at, elder] of elders.entries()) {
    n++;
    const long = n % 17 === 0;
    const { id } = await served(world, {
      memberIds: elder === '张伯' ? [world.member('张伯').id, world.member('张婆').id] : [world.member(elder).id],
      servedOn: addDays(world.today(), -back), serviceCode: services[n % 6] as string,
      times: { halfDay: at === 0 ? 'morning' : at === 1 ? 'afternoon' : 'evening', minutes: long ? 200 : [45, 60, 90][n % 3] as number },
      volunteers: [{ memberId: world.member(vols[n % 2] as string).id, relative: n % 13 === 0 }],
    });
    if (n % 19 === 0) continue;
    await thumbed(world, id);
    if (n % 8 === 0) continue;
    await checkExchange(world.desk('小周'), { id, note: null });
  }
}
const lastId: string[] = [];
// orders
world.at('2026-11-20T09:00');
const late = await askFor(world, { memberIds: [world.member('七婆').id], serviceCode: 'A04', plannedOn: '2026-11-21', plannedMinutes: 60 });
await assignExchange(world.desk('阿芬'), { id: late.id, volunteerId: world.member('老梁').id });
world.at('2026-11-22T09:00');
const due = await askFor(world, { plannedOn: '2026-11-23' });
await assignExchange(world.desk('阿芬'), { id: due.id, volunteerId: world.member('李姨').id });
world.at('2026-11-23T09:30');
const open = await askFor(world, { plannedOn: '2026-11-24', serviceCode: 'A04', plannedMinutes: 60, memberIds: [world.member('张伯').id] });
const risky = await askFor(world, { plannedOn: '2026-11-25', serviceCode: 'E01', plannedMinutes: 240, memberIds: [world.member('陈伯').id], urgent: true, wish: '要去县医院，早上要空腹' });
const back = await served(world, { memberIds: [world.member('七婆').id], servedOn: '2026-11-22', times: { halfDay: 'evening', minutes: 30 } });
await thumbed(world, back.id);
await returnExchange(world.desk('小周'), { id: back.id, reason: 'wrong_minutes', note: '七婆说来了一个多钟头' });
const cred = await served(world, { memberIds: [world.member('七婆').id], servedOn: '2026-11-01', times: { halfDay: 'evening', minutes: 60 } });
await thumbed(world, cred.id); await checkExchange(world.desk('小周'), { id: cred.id, note: null });
await creditExchange(world.desk('梁主任'), { id: cred.id });
await proposeReversal(world.desk('苏科'), { id: cred.id, reason: 'duplicate', note: '跟纸上的是同一次' });

const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', REQUESTS_PER_MINUTE: '100000', SIGN_INS_PER_MINUTE: '100000', ...newSecrets() });
const app = await buildApp(world.house, config);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
const shots: [string, string, string, string?][] = [
  ['desk-helper', '阿芬', '/desk'], ['desk-clerk', '黄姐', '/desk'], ['desk-town', '梁主任', '/desk'], ['desk-county', '苏科', '/desk'],
  ['queue-credits', '梁主任', '/queue/credits?ticked=clean'], ['queue-requests', '梁主任', '/queue/requests'],
  ['file-flag', '小周', '/queue/checks'], ['file-reversal', '何科', `/exchanges/${cred.id}/file`], ['reversal-acceptance', '何科', `/exchanges/${cred.id}/reversal-acceptance`],
  ['assignment', '阿芬', `/exchanges/${open.id}/assignment`], ['return', '梁主任', `/exchanges/${risky.id}/return`],
  ['wall-card', '阿芬', '/queue/unconfirmed'], ['log-who', '阿芬', '/log'], ['log-new', '阿芬', `/log/new?member=${world.member('张伯').id}`],
  ['ask-what', '阿芬', `/ask/new?member=${world.member('陈伯').id}`], ['ask-when', '阿芬', `/ask/new?member=${world.member('陈伯').id}&serviceCode=E01`],
  ['ask-check', '阿芬', `/ask/new?member=${world.member('陈伯').id}&serviceCode=A02&plannedOn=2026-11-26&plannedHalfDay=morning&plannedMinutes=120`],
  ['correction', '阿芬', `/exchanges/${back.id}/staff-correction`], ['returned', '阿芬', '/queue/returned'], ['queue-record', '阿芬', `/queue/place?record=${open.id}`],
];
for (const lang of ['zh-CN', 'en']) for (const width of [360, 1280]) {
  const sessions = new Map<string, any>();
  for (const [name, who, url] of shots) {
    if (only && !only.some((one) => name.startsWith(one))) continue;
    let ctx = sessions.get(who);
    if (!ctx) {
      ctx = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 900 } });
      await ctx.addCookies([{ name: 'lang', value: lang, url: base }]);
      const p = await ctx.newPage();
      await p.goto(base + '/staff/sign-in');
      await p.fill('#f-login', world.user(who).login); await p.fill('#f-password', world.user(who).password);
      await p.click('main button[type=submit]'); await p.waitForURL('**/desk');
      await p.close();
      sessions.set(who, ctx);
    }
    const p = await ctx.newPage();
    const errors: string[] = [];
    p.on('console', (m: any) => { if (m.type() === 'error') errors.push(m.text()); });
    const res = await p.goto(base + url);
    if (res.status() !== 200 || errors.length) console.log(name, lang, width, res.status(), errors);
    const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) console.log('overflow', name, lang, width, over);
    await p.screenshot({ path: `/tmp/desk-shots/${name}-${lang}-${width}.png`, fullPage: width === 360 });
    if (width === 1280) await p.screenshot({ path: `/tmp/desk-shots/${name}-${lang}-${width}-full.png`, fullPage: true });
    await p.close();
  }
}
await browser.close(); await app.close(); await world.close();
process.exit(0);
