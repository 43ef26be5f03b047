/** 回执: its page, its slip and its file for whoever has a part in it; and anybody checks one who holds it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReceipt } from '#ledger/receipt';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { type Client, createClient, type FetchedPage } from '#tests/support/client';
import { qrCodesOn } from '#tests/support/qr';
import { checked } from '#tests/support/scene';
import { newSealFolder, type SealFolder } from '#tests/support/seal';
import { creditExchange } from '#usecases/exchange/credit';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { sealAll } from '#usecases/seal/seal';

let house: MemberHouse;
let folder: SealFolder;
/** Of a visit of 李姨 at 陈伯's. */
let receipt: string;
let exchange: string;
const seal = () => sealAll(house.world.desk('梁主任'));

beforeAll(async () => {
  house = await openMemberHouse();
  folder = newSealFolder();
  house.world.house.seal = folder.open();
  house.world.at('2026-11-23T09:00');
  exchange = await checked(house.world);
  await creditExchange(house.world.desk('梁主任'), { id: exchange });
  receipt = (await (await house.as('李姨')).get(`/exchanges/${exchange}`)).root
    .querySelector('main a[href^="/receipts/"]')
    ?.getAttribute('href') as string;
});
afterAll(async () => {
  await house.close();
  folder.drop();
});

const nobody = (): Client => createClient(house.app);
const staff = async (name: string): Promise<Client> => {
  const client = nobody();
  const { login, password } = house.world.user(name);
  await client.submit(await client.get('/staff/sign-in'), { login, password });
  return client;
};
const codeOn = (page: FetchedPage): string => page.text('.slip-code').replaceAll(' ', '');
/** Where the code of the slip leads. */
const scan = async (client: Client): Promise<string> => {
  const [code = ''] = await qrCodesOn(await client.get(`${receipt}/slip`));
  return new URL(String(code)).pathname;
};

describe('before it is sealed', () => {
  test('the page says by when it will be, and gives out no file', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const page = await (await house.as('陈伯', lang)).get(receipt);
      expect(page.text('.stand')).toContain(lang === 'en' ? 'Entered, and not sealed yet' : '已经入账，还没有封账');
      expect(page.text('.stand')).toContain(
        lang === 'en' ? 'today, Tuesday 11:10 am' : '今天，星期二 上午 11 点 10 分封账',
      );
      expect(page.root.querySelector('a[href$="/file"]')).toBeNull();
    }
    expect((await (await house.as('陈伯')).request('GET', `${receipt}/file`)).statusCode).toBe(409);
  });

  test('the slip leads to a page that says so', async () => {
    const page = await nobody().get(await scan(await house.as('陈伯')));
    expect(page.text('.stand')).toContain('账本里有，还没有封账');
    expect(page.text('main')).toContain('1 小时半');
  });
});

describe('when it is sealed', () => {
  beforeAll(async () => {
    house.world.at('2026-11-24T11:10');
    await seal();
  });

  test('both sides, kin and officers in reach see it; nobody else', async () => {
    for (const name of ['李姨', '陈伯', '阿珍']) {
      const page = await (await house.as(name)).get(receipt);
      expect([name, page.text('.stand h2')]).toEqual([name, '已经封账，没有改过']);
      expect(page.text('main')).toContain('2026年11月24日 上午 11 点 10 分，封到第');
      expect(page.root.querySelectorAll('main .button').length).toBeLessThanOrEqual(3);
    }
    for (const name of ['阿芬', '梁主任', '苏科', '审计老吴']) {
      expect([name, (await (await staff(name)).get(receipt)).status]).toEqual([name, 200]);
    }
    const others = [await house.as('七婆'), await house.as('老梁'), await staff('隔壁阿珠')];
    for (const client of others) {
      for (const address of [receipt, `${receipt}/slip`, `${receipt}/file`]) {
        expect((await client.request('GET', address)).statusCode).toBe(404);
      }
    }
    expect((await nobody().request('GET', receipt)).headers.location).toMatch(/^\/sign-in/);
  });

  test('what is no member’s entry, or no number, is not found', async () => {
    const client = await house.as('李姨');
    const at = receipt.slice(0, receipt.lastIndexOf('/'));
    for (const seq of ['1', '0', '999999', '1e3', 'x', '01']) {
      expect([seq, (await client.request('GET', `${at}/${seq}`)).statusCode]).toEqual([seq, 404]);
    }
    expect((await client.request('GET', '/receipts/nowhere/1')).statusCode).toBe(404);
  });

  test('the passbook and the record lead to it', async () => {
    const elder = await (await house.as('陈伯')).get('/statement');
    expect(elder.root.querySelector(`a.receipt[href="${receipt}"]`)?.textContent).toMatch(/回执号/);
    const file = await (await staff('阿芬')).get(`/exchanges/${exchange}/file`);
    expect(file.root.querySelector(`a[href="${receipt}"]`)).not.toBeNull();
  });

  test('anybody who holds the slip is told what the book says, and no name', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = nobody();
      client.cookies.set('lang', lang);
      const page = await client.get(await scan(await house.as('陈伯')));
      expect(page.text('.stand h2')).toBe(lang === 'en' ? 'It agrees' : '对得上');
      expect(page.text('main')).toContain(lang === 'en' ? '1½ hours' : '1 小时半');
      for (const name of ['陈', '李姨', 'Chen', 'mem_', exchange]) expect(page.text('main')).not.toContain(name);
    }
  });

  test('the number without the code is worth nothing, and tells nothing', async () => {
    const there = await scan(await house.as('陈伯'));
    const [, , journal, seq, code = ''] = there.split('/');
    const other = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    const addresses = [
      `/r/${journal}/${seq}/${other}`,
      `/r/${journal}/${Number(seq) - 1}/${code}`,
      `/r/${journal}/${seq}/x`,
      // As many letters as a code has digits.
      `/r/${journal}/${seq}/${encodeURIComponent('九'.repeat(code.length))}`,
      `/r/nowhere/${seq}/${code}`,
      `/r/${journal}/999999/${code}`,
    ];
    const answers = await Promise.all(addresses.map((address) => nobody().get(address)));
    for (const page of answers) {
      expect(page.text('.stand h2')).toBe('对不上');
      expect(page.text('main')).not.toContain('小时');
    }
    expect(new Set(answers.map((page) => page.text('main'))).size).toBe(1);
  });

  test('typed from paper it is found too; misread, it is asked again', async () => {
    const slip = await (await house.as('陈伯')).get(`${receipt}/slip`);
    const entry = receipt.split('/').at(-1) ?? '';
    const client = nobody();
    const typed = { book: 'xinxing', entry, code: codeOn(slip).replace(/(\d{4})/g, '$1 ') };
    const found = await client.submit(await client.get('/r'), typed, 'main form[action="/r"]');
    expect(found.text('.stand h2')).toBe('对得上');
    const wrong = await client.submit(await client.get('/r'), { ...typed, entry: '1' }, 'main form[action="/r"]');
    expect(wrong.status).toBe(422);
    expect(wrong.problems.join()).toContain('账本里没有跟这几样都对得上的一笔');
    expect(wrong.root.querySelector('[name=code]')?.getAttribute('value')).toBe(typed.code);
  });

  test('time that was given has one too: the passbook leads to it, and everybody is told which kind it is', async () => {
    const chen = await house.as('陈伯');
    const lines = (await chen.get('/statement')).root.querySelectorAll('a.receipt').map((a) => a.getAttribute('href'));
    const [given = ''] = lines.filter((href) => href !== receipt);
    const said = {
      'zh-CN': ['政府送的时间', '送了多久', '4 小时'],
      en: ['time given by the government', 'Time given', '4 hours'],
    };
    for (const lang of ['zh-CN', 'en'] as const) {
      const page = await (await house.as('陈伯', lang)).get(given);
      expect(page.text('.lead').toLowerCase()).toBe(said[lang][0]);
      const [code = ''] = await qrCodesOn(await chen.get(`${given}/slip`));
      const client = nobody();
      client.cookies.set('lang', lang);
      const found = await client.get(new URL(String(code)).pathname);
      expect(found.text('.stand h2')).toBe(lang === 'en' ? 'It agrees' : '对得上');
      for (const words of said[lang]) for (const one of [page, found]) expect(one.text('main')).toContain(words);
      expect(found.text('main')).not.toContain('陈');
    }
    const back = (page: FetchedPage) => page.root.querySelector('.back a')?.getAttribute('href');
    expect(back(await chen.get(given))).toMatch(/^\/statement\?for=mem_\d+&month=2026-11$/);
    const officer = await staff('阿芬');
    expect((await officer.get(given)).text('.lead')).toBe('陈伯：政府送的时间');
    expect(back(await officer.get(given))).toContain('/statement?month=2026-11');
    expect((await (await house.as('李姨')).request('GET', given)).statusCode).toBe(404);
  });

  test('with what an elder pays stands on her receipt, and not on the volunteer’s', async () => {
    expect((await (await house.as('陈伯')).get(receipt)).text('main')).toContain('用掉的时间 政府送的时间 1 小时半');
    expect((await (await house.as('李姨')).get(receipt)).text('main')).not.toContain('政府送的');
  });

  test('the front leads there', async () => {
    const front = await nobody().get('/');
    expect(front.root.querySelector('main a[href="/r"]')?.textContent).toContain('查一张回执');
  });
});

describe('the file', () => {
  let kept: Buffer;
  beforeAll(async () => {
    const answer = await (await house.as('李姨')).request('GET', `${receipt}/file`);
    expect(answer.headers['content-disposition']).toMatch(/filename="xinxing-\d+-2026-11-24.tlog-proof"/);
    kept = answer.rawPayload;
  });

  const handIn = async (bytes: Buffer): Promise<FetchedPage> => {
    const client = nobody();
    return client.submitFile(await client.get('/r'), { name: 'kept', bytes, type: 'application/octet-stream' });
  };
  const problem = async (bytes: Buffer): Promise<string> => {
    const page = await handIn(bytes);
    expect(page.status).toBe(422);
    return page.problems.join();
  };
  const text = () => kept.toString('utf8');

  test('says of itself which entry it is, and has no name in it', () => {
    const read = readReceipt(text());
    expect(read).toMatchObject({ entry: { journal: 'xinxing', event: 'credit', subject: exchange } });
    expect(JSON.stringify(read)).not.toMatch(/陈|李/);
  });

  test('is good as a file and as it was pasted', async () => {
    expect((await handIn(kept)).text('.stand h2')).toBe('对得上');
    const client = nobody();
    const form = 'main form[action="/r/file"]';
    for (const pasted of [text(), text().trim().replaceAll('\n', '\r\n')]) {
      expect((await client.submit(await client.get('/r'), { pasted }, form)).text('.stand h2')).toBe('对得上');
    }
    expect((await client.submit(await client.get('/r'), { pasted: ' ' }, form)).status).toBe(422);
  });

  test('cut off, changed, of another book, or none: a sentence says which', async () => {
    expect(await problem(kept.subarray(0, kept.length - 7))).toContain('不完整');
    expect(await problem(kept.subarray(0, 90))).toContain('不完整');
    const bent = Buffer.from(kept);
    bent[60] = (bent[60] ?? 0) ^ 1;
    expect(await problem(bent)).toContain('改过');
    expect(await problem(Buffer.from(text().replace('/log/xinxing\n', '/log/luoding\n')))).toContain('不是这本账开的');
    expect(await problem(Buffer.from('%PDF-1.7'))).toContain('不是回执文件');
    expect(await problem(Buffer.alloc(70_000, 'x'))).toContain('不是回执文件');
  });

  test('one signed by another house is not ours', async () => {
    const strange = newSealFolder();
    house.world.house.seal = strange.open();
    expect(await problem(kept)).toContain('改过');
    house.world.house.seal = folder.open();
    strange.drop();
  });

  test('no byte of it can be changed, with a line more under it neither', async () => {
    for (let at = 0; at < kept.length; at += 13) {
      const bent = Buffer.from(kept);
      bent[at] = (bent[at] ?? 0) ^ 4;
      expect([at, (await handIn(bent)).status]).toEqual([at, 422]);
    }
    const more = `— somebody.example/witness ${Buffer.alloc(76, 5).toString('base64')}\n`;
    expect(await problem(Buffer.from(text() + more))).toContain('改过');
  });

  test('older than the book says so and stays good; a reversal is told', async () => {
    await proposeReversal(house.world.desk('何科'), { id: exchange, reason: 'false_record', note: null });
    await acceptReversal(house.world.desk('苏科'), { id: exchange, accepted: [] });
    house.world.at('2026-11-24T11:20');
    await seal();
    const page = await handIn(kept);
    expect(page.text('main')).toMatch(/您的文件是封到第 \d+ 号的时候开的，账本现在封到第 \d+ 号。这一笔一直没有变。/);
    expect(page.text('main')).toContain('这一笔后来撤销了');
    const made = await (await house.as('李姨')).get('/statement');
    expect(made.root.querySelectorAll('a.receipt[href^="/receipts/"]')).toHaveLength(2);
  });
});

test('the month’s seal stands at the foot of each leaf of the passbook', async () => {
  const page = await (await house.as('李姨')).get('/statement?paper=1');
  for (const foot of page.root.querySelectorAll('.leaf-foot')) {
    expect(foot.textContent).toMatch(
      /封账码 ([0-9a-f]{4} ){3}[0-9a-f]{4}（新兴县第 \d+ 号，2026年11月24日 上午 11 点 20 分）/,
    );
  }
  expect(page.root.querySelectorAll('.leaf-foot').length).toBeGreaterThan(0);
  const before = await (await house.as('李姨')).get('/statement?month=2026-10&paper=1');
  expect(before.text('.leaf-foot')).not.toContain('封账码');
});
