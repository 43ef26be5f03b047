import { chromium } from 'playwright-core';
import { openServer } from '#tests/support/server';
import { visit } from '#tests/support/visitor';
const server = await openServer();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-quic','--disable-background-networking'] });
const forms = async (p: any, label: string) => { const f = await p.evaluate(() => [...document.querySelectorAll('main form')].map((f: any) => f.getAttribute('action') + ' ' + f.method + ' :: ' + [...f.elements].map((e: any) => e.name + (e.type==='radio'||e.type==='checkbox'||e.type==='hidden'? '='+e.value.slice(0,24):'') + '(' + e.type + ')' + (e.tagName==='BUTTON'?e.innerText:'')).join(' | '))); console.log('##', label, p.url().replace(server.origin,''), '\n  ', (await p.locator('h1').first().innerText()).replace(/\n/g,' '), '\n   ', f.join('\n    ')); };
const v = await visit(browser, server.origin, { script: false, lang: 'zh-CN' });
const p = v.page;
await v.open('/staff/sign-in'); await v.fill({ login: 'fen', password: 'bamboo by the river' }); await v.press(); await forms(p,'desk');
await v.open('/members/new'); await forms(p,'new'); await v.fill({ name: '陈阿公', parts: 'receives' }); await v.press(); await forms(p,'2');
for (let i=0;i<8;i++){ const u=p.url(); if(u.endsWith('identity')) await v.fill({identityKind:'none', sex:'male', bornOn:'1941-02-03'}).catch(e=>console.log(e.message.slice(0,200)));
 if(u.endsWith('home')) await v.fill({address:'大稳村 3 号'}); if(u.endsWith('family')) await v.fill({known:'now'}).catch(e=>console.log(e.message.slice(0,200)));
 await v.press(); await forms(p,'step'+i); console.log((await p.locator('main').innerText()).slice(0,200).replace(/\n/g,' / ')); }
await browser.close(); await server.close(); process.exit(0);
