import { chromium } from 'playwright-core';
import { openMemberHouse, PIN } from '#tests/http/member-house';
import { askFor, checked, logged, served } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { creditExchange } from '#usecases/exchange/credit';
import { approveExchange } from '#usecases/exchange/approve';
import { returnExchange } from '#usecases/exchange/return';
import { signIn, signOut } from '#usecases/exchange/sign';

const only = process.argv[2]?.split(',');
const house = await openMemberHouse();
const { world } = house;
await world.fillPool('445321100', 3000);
const credited = await checked(world);
await creditExchange(world.desk('梁主任'), { id: credited });
world.at('2026-11-24T09:00');
const chen = world.member('陈伯').id;
const coming = await askFor(world, { serviceCode: 'E01', plannedMinutes: 120 });
await approveExchange(world.desk('梁主任'), { id: coming.id });
await acceptExchange(world.desk('李姨'), { id: coming.id });
const open = await askFor(world, { memberIds: [world.member('七婆').id], serviceCode: 'B03', plannedMinutes: 90 });
if (open.state === 'requested') await approveExchange(world.desk('梁主任'), { id: open.id });
const waiting = await served(world, { memberIds: [chen], servedOn: '2026-11-23', times: { halfDay: 'afternoon', minutes: 90 }, serviceCode: 'B03' }, '李姨');
const long = await served(world, { memberIds: [world.member('七婆').id], servedOn: '2026-11-23', times: { start: 420, end: 800 }, serviceCode: 'E01' }, '李姨');
const handed = await askFor(world, { memberIds: [world.member('张婆').id], plannedOn: world.today(), plannedMinutes: 60, wantsOwn: false }).catch(() => null);
await house.app.listen({ port: 4477, host: '127.0.0.1' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
const pages: [string, string, string][] = [
  ['home-elder', '七婆', '/home'],
  ['home-question', '陈伯', '/home'],
  ['home-volunteer', '李姨', '/home'],
  ['home-kin', '阿珍', '/home'],
  ['list', '陈伯', '/exchanges'],
  ['record-question', '陈伯', `/exchanges/${waiting.id}`],
  ['record-credited', '陈伯', `/exchanges/${credited}`],
  ['record-matched', '陈伯', `/exchanges/${coming.id}`],
  ['record-task', '李姨', `/exchanges/${coming.id}`],
  ['record-long', '李姨', `/exchanges/${long.id}`],
  ['objection', '陈伯', `/exchanges/${waiting.id}/objection`],
  ['cancellation', '陈伯', `/exchanges/${coming.id}/cancellation`],
  ['sign-in', '李姨', `/exchanges/${coming.id}/sign-in`],
  ['hand-over', '李姨', `/exchanges/${waiting.id}/confirmation`],
  ['log', '李姨', `/exchanges/${coming.id}/log`],
  ['withdrawal', '李姨', `/exchanges/${coming.id}/withdrawal`],
  ['nobody-home', '李姨', `/exchanges/${coming.id}/nobody-home`],
  ['visit-new', '李姨', '/visits/new'],
  ['offers', '李姨', '/offers'],
  ['offer', '李姨', `/exchanges/${open.id}`],
  ['statement-own', '李姨', '/statement'],
  ['statement-elder', '陈伯', '/statement'],
  ['my-time', '李姨', '/my-time'],
  ['me', '陈伯', '/me'],
  ['ask-what', '陈伯', '/exchanges/new'],
  ['ask-when', '陈伯', '/exchanges/new?serviceCode=B03'],
  ['ask-check', '李姨', `/exchanges/new?serviceCode=A02&plannedOn=2026-11-25&plannedHalfDay=morning&plannedMinutes=60`],
  ['ask-check-kin', '阿珍', `/exchanges/new?for=${chen}&serviceCode=B03&plannedOn=2026-11-25&plannedHalfDay=morning&plannedMinutes=120&wish=${encodeURIComponent('煲软一点的粥')}`],
  ['ask-missing', '李姨', `/exchanges/new?serviceCode=E01&plannedOn=2026-11-25&plannedHalfDay=morning&plannedMinutes=480`],
  ['ask-errors', '陈伯', `/exchanges/new?serviceCode=B03&otherDay=xx&plannedMinutes=`],
];
for (const lang of ['zh-CN', 'en']) {
  for (const name of ['七婆', '陈伯', '李姨', '阿珍']) {
    await house.pinFor(name);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.addCookies([{ name: 'lang', value: lang, url: 'http://127.0.0.1:4477' }]);
    const tab = await context.newPage();
    await tab.goto('http://127.0.0.1:4477/sign-in');
    await tab.fill('#f-who', world.card(name));
    await tab.fill('#f-pin', PIN);
    await tab.click('main button[type=submit]');
    for (const [shot, who, url] of pages) {
      if (who !== name || (only && !only.includes(shot))) continue;
      for (const width of [360, 1280]) {
        await tab.setViewportSize({ width, height: width === 360 ? 740 : 900 });
        await tab.goto(`http://127.0.0.1:4477${url}`);
        const wide = await tab.evaluate('document.documentElement.scrollWidth');
        if ((wide as number) > width) console.log('OVERFLOW', shot, lang, width, wide);
        await tab.screenshot({ path: `/tmp/mshots/${shot}-${lang === 'en' ? 'en' : 'zh'}-${width}.png`, fullPage: true });
      }
    }
    await context.close();
  }
}
await browser.close();
await house.close();
process.exit(0);
