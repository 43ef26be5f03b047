import { chromium } from 'playwright-core';
import { readFileSync, mkdirSync } from 'node:fs';
const info = JSON.parse(readFileSync('/tmp/office/info.json', 'utf8'));
const base = 'http://127.0.0.1:4555';
const only = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const widths = (process.argv[3] ?? '360,1280').split(',').map(Number);
const langs = (process.argv[4] ?? 'zh-CN,en').split(',');
mkdirSync('/tmp/office/shots', { recursive: true });
const pages = [
  ['lists', '何科', '/grant-lists'], ['list-new', '苏科', '/grant-lists/new'], ['sheet', '何科', `/grant-lists/${info.list}`],
  ['pools', '何科', '/pools'], ['pools-city', '罗处', '/pools'], ['pool-new', '苏科', '/pool-quotas/new'],
  ['users', '苏科', '/users'], ['user-new', '苏科', '/users/new'], ['user', '苏科', `/users/${info.users['陈姐']}`],
  ['grant', '苏科', `/grants/${info.grant}`], ['grant-role', '梁主任', `/users/${info.users['陈姐']}/grants/new`],
  ['grant-place', '苏科', `/users/${info.users['陈姐']}/grants/new?role=helper`],
  ['grant-days', '苏科', `/users/${info.users['小周']}/grants/new?role=town&regionCode=445321100`],
  ['posts', '苏科', '/posts?in=445321100'], ['password', '阿芬', '/password'],
  ['policies', '苏科', '/policies'], ['policy', '何科', '/policies/earn.dailyCapMin'], ['policy-new', '苏科', '/policies/new?key=earn.dailyCapMin'],
  ['policy-parts', '罗处', '/policies/new?key=recipient.keyElder'],
  ['audit', '审计老吴', '/audit'], ['ledger', '罗处', '/ledger'], ['book', '苏科', '/ledger/xinxing'], ['entry', '审计老吴', '/ledger/xinxing/5'],
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
for (const lang of langs) for (const width of widths) {
  for (const [name, who, url] of pages) {
    if (!only.test(name)) continue;
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: process.env.JS !== '0' });
    await context.addCookies([{ name: 'lang', value: lang, url: base }]);
    const page = await context.newPage();
    await page.goto(`${base}/test-door/${info.users[who]}`);
    await page.goto(base + url);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth).catch(() => 0);
    if (over > 0) console.log('WIDE', name, lang, width, over);
    await page.screenshot({ path: `/tmp/office/shots/${name}-${width}-${lang}.png`, fullPage: true });
    if (name === 'sheet' && width === 1280) { await page.setViewportSize({ width: 680, height: 1000 }); await page.emulateMedia({ media: 'print' }); await page.screenshot({ path: `/tmp/office/shots/print-${lang}.png` }); }
    await context.close();
  }
}
await browser.close();
