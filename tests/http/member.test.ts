/** The list of people and one member's file, for every officer who may look at them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spellName } from '#db/pinyin';
import { routes } from '#http/routes';
import { ensureHamlet } from '#records/region';
import { LANGS, links, type MemberOffice, openMemberOffice, post } from '#tests/http/member-office';
import { checked, giveGrants, served } from '#tests/support/scene';
import { addContact } from '#usecases/contact/add';
import { lookAtContacts } from '#usecases/contact/look';
import { creditExchange } from '#usecases/exchange/credit';
import { correctMember } from '#usecases/member/correct';
import { revealMember } from '#usecases/member/reveal';

let office: MemberOffice;
beforeAll(async () => {
  office = await openMemberOffice();
  const { world } = office;
  await giveGrants(world);
  await creditExchange(world.desk('梁主任'), { id: await checked(world) });
  const chen = office.id('陈伯');
  const { id } = await world.write([], (act) => ensureHamlet(act, world.member('陈伯').regionCode, '三队'));
  const told = { address: '祠堂后面第二间', phone: '0766-8123456', hamletId: id };
  await correctMember(world.desk('阿芬'), { key: world.key(), id: chen, version: 3, ...told });
  const neighbour = { name: '黎婶', relation: '隔壁邻居', phone: '13800002222', agreed: true };
  await addContact(world.desk('阿芬'), { key: world.key(), memberId: chen, ...neighbour });
}, 60_000);
afterAll(() => office.close());

const OFFICERS = ['阿芬', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴'];

const names = (rows: string[]) => rows.map((row) => row.replace(/\s+/g, ' ').trim());
const found = async (officer: string, url: string) => {
  const page = await (await office.as(officer)).get(url);
  return names(page.root.querySelectorAll('.people .person-name').map((name) => name.textContent));
};

describe('the list', () => {
  it('opens for every officer in both languages', async () => {
    for (const name of OFFICERS) {
      for (const lang of LANGS) {
        const page = await (await office.as(name, lang)).get('/members');
        expect(page.status, name).toBe(200);
        expect(page.h1).toBe(lang === 'en' ? 'People' : '人');
        expect(page.text('.people'), name).toContain('陈伯');
      }
    }
  });

  it('finds by name, everyday name, initials, card number and the tail of a phone', async () => {
    const { world } = office;
    expect(await found('阿芬', `/members?q=${encodeURIComponent('李姨')}`)).toEqual(['李姨']);
    expect(await found('阿芬', `/members?q=${encodeURIComponent('七婆')}`)).toEqual(['七婆']);
    expect(await found('阿芬', '/members?q=lqm')).toEqual(['七婆']);
    expect(await found('阿芬', '/members?q=qp')).toEqual(['七婆']);
    expect(await found('阿芬', `/members?q=${world.card('张伯')}`)).toEqual(['张伯']);
    expect(await found('阿芬', '/members?q=1001')).toEqual(['李姨']);
    expect(await found('阿芬', '/members?q=zzz')).toEqual([]);
  });

  it('says so when nobody is found, and survives whatever is asked', async () => {
    const client = await office.as('阿芬');
    const nobody = await client.get('/members?q=zzz');
    expect(nobody.text('.empty-state')).toContain('没找到这个人');
    expect(links(nobody, '.empty-state a')).toEqual(['/members/new']);
    for (const q of ['%', "'", '😀', '"><b>', '\\', 'a'.repeat(4000), '梁'.repeat(4000)]) {
      for (const url of ['/members', '/log', '/ask/new', `/members/${office.id('陈伯')}/kin`]) {
        const answer = await client.get(`${url}?q=${encodeURIComponent(q)}`);
        expect(answer.status, `${url} ${q.slice(0, 9)}`).toBe(200);
        expect(answer.problems).toEqual([]);
      }
    }
    for (const asked of [
      'state=x',
      'kind=x',
      'region=%00x',
      'region=99',
      'hamlet=x',
      'after=x',
      'after=%7C',
      `q=${'x'.repeat(500)}`,
    ]) {
      const { status } = await client.get(`/members?${asked.replace('%00', '')}`);
      expect(status, asked).toBe(200);
    }
  });

  it('shows what waits with its number, the oldest first, and only to whom it is in reach', async () => {
    const { world } = office;
    const face = { sex: 'female', bornOn: '1950-01-01', receives: true } as const;
    await world.enrol('先来的', face);
    world.at('2026-11-24T12:00');
    await world.enrol('后来的', face);
    const clerk = await office.as('黄姐');
    const page = await clerk.get('/members?state=submitted');
    expect(page.text('.lists [aria-current]')).toBe('等村里核对 2');
    expect(await found('黄姐', '/members?state=submitted')).toEqual(['先来的', '后来的']);
    expect(await found('隔壁阿强', '/members?state=submitted')).toEqual([]);
    expect(links(page, '.lists a')).toContain('/members?state=approved');
  });

  it('narrows down by hamlet, by town and by part', async () => {
    const page = await (await office.as('阿芬')).get('/members');
    // Pressed, not opened: a helper has one hand.
    expect(page.root.querySelectorAll('main select').length).toBe(0);
    const chip = (words: string) => page.root.querySelectorAll('.lists a').find((link) => link.textContent === words);
    const third = chip('三队')?.getAttribute('href') ?? '';
    expect(await found('阿芬', third)).toEqual(['陈伯']);
    const serves = chip('志愿者')?.getAttribute('href') ?? '';
    expect(await found('阿芬', serves)).toEqual(['老梁', '李姨', '阿芬']);
    // What is chosen stays chosen when one looks for a name.
    const narrowed = await (await office.as('阿芬')).get(third);
    const hidden = narrowed.root.querySelector('form.search input[name=hamlet]')?.getAttribute('value');
    expect(await found('阿芬', `/members?hamlet=${hidden}&q=${encodeURIComponent('李姨')}`)).toEqual([]);
    expect(narrowed.text('.lists [aria-current]')).toContain('全部');
    expect(narrowed.root.querySelector('details.drawer')?.hasAttribute('open')).toBe(true);
    const county = await (await office.as('苏科')).get('/members');
    expect(county.root.querySelectorAll('#f-region option').length).toBeGreaterThan(10);
    expect(await found('苏科', '/members?region=445321100211')).toEqual(['黄姐'].map(() => '黄秀英'));
    expect((await found('苏科', '/members?region=445321100')).length).toBeGreaterThan(10);
    // A place out of reach holds nobody, whatever stands in the address.
    expect(await found('阿芬', '/members?region=445321100211')).toEqual([]);
  });

  it('is paged so that nobody is left out or comes twice', async () => {
    const { world } = office;
    const face = { sex: 'female', bornOn: '1950-01-01', receives: true } as const;
    await Promise.all(Array.from({ length: 60 }, (_, at) => world.enrol(`甲${at % 7}`, face)));
    for (const start of ['/members', '/members?state=submitted']) {
      const client = await office.as('阿芬');
      const seen: string[] = [];
      let url: string | undefined = start;
      for (let pages = 0; url && pages < 9; pages++) {
        const page = await client.get(url);
        seen.push(...links(page, '.people a'));
        url = links(page, '.pager a[rel=next]')[0]?.replaceAll('&amp;', '&');
      }
      expect(seen.length).toBeGreaterThan(60);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('is the staff’s: a member is shown nothing, a stranger the staff’s door', async () => {
    const open = office.app;
    const stranger = await open.inject({ method: 'GET', url: '/members', headers: { host: 'yinling.test' } });
    expect(stranger.headers.location).toBe('/staff/sign-in?next=%2Fmembers');
    const client = await office.as('阿芬');
    await client.signInAs(office.id('陈伯'));
    for (const url of [
      '/members',
      `/members/${office.id('陈伯')}`,
      '/members/new',
      `/members/${office.id('陈伯')}/card`,
    ]) {
      expect((await client.get(url)).status, url).toBe(404);
    }
  });
});

describe('the file', () => {
  it('opens for every officer in both languages', async () => {
    for (const name of OFFICERS) {
      for (const lang of LANGS) {
        const client = await office.as(name, lang);
        for (const who of ['陈伯', '七婆', '李姨', '张伯']) {
          const page = await client.get(`/members/${office.id(who)}`);
          expect(page.status, name).toBe(200);
          expect(page.h1).toBe(lang === 'en' ? spellName(who) : who);
        }
      }
    }
  });

  it('says what follows from her facts and why, in bands and never as a score', async () => {
    const page = await (await office.as('阿芬')).get(`/members/${office.id('陈伯')}`);
    const facts = page.text('section[aria-labelledby=part-facts]');
    expect(facts).toContain('还没评估');
    expect(facts).toContain('阿芬记的');
    const lists = page.text('section[aria-labelledby=part-lists]');
    expect(lists).toContain('在探访名册上：独居、留守');
    expect(lists).toContain('没有人同住，同一个县里也没有子女');
    expect(lists).toContain('符合政府送时间的条件：年龄到了、独居');
    const couple = await (await office.as('阿芬')).get(`/members/${office.id('张伯')}`);
    expect(couple.text('section[aria-labelledby=part-lists]')).toContain('空巢');
    expect(couple.text('section[aria-labelledby=part-people]')).toContain('张婆');
  });

  it('hides identity number, phone and address from everybody until they are looked at', async () => {
    for (const name of OFFICERS) {
      const page = await (await office.as(name)).get(`/members/${office.id('陈伯')}`);
      for (const secret of ['44532119420315', '0766-8123456', '07668123456', '祠堂后面', '13800002222']) {
        expect(page.html.includes(secret), `${secret} for ${name}`).toBe(false);
      }
      expect(page.text('section[aria-labelledby=part-person]')).toContain('后四位 3456');
    }
  });

  it('tells her time, her latest help as sentences, and what happened by whom', async () => {
    const chen = await (await office.as('阿芬')).get(`/members/${office.id('陈伯')}`);
    expect(chen.text('section[aria-labelledby=part-time]')).toContain('政府送的2 小时半2027年1月31日前有效');
    expect(chen.text('section[aria-labelledby=part-care]')).toContain('李姨 帮 陈伯 陪着聊天');
    expect(chen.text('.history')).toContain('梁主任：镇上审核通过');
    expect(chen.text('.history')).toContain('黄姐：村里核对');
    expect(chen.text('.history')).toContain('阿芬：更正资料住址、电话、自然村');
    // The city looks down to the record, and to what stands on her accounts.
    const city = await (await office.as('罗处')).get(`/members/${office.id('陈伯')}`);
    expect(city.text('section[aria-labelledby=part-time]')).toContain('现在能用');
    expect(city.root.querySelectorAll('section[aria-labelledby=part-time] form')).toEqual([]);
  });

  it('says where it comes from: who wrote it down, who put it right, in which words she agreed', async () => {
    const page = await (await office.as('小周')).get(`/members/${office.id('陈伯')}`);
    expect(page.text('section[aria-labelledby=part-person]')).toMatch(/阿芬登记：.*阿芬更正资料：/);
    expect(page.text('section[aria-labelledby=part-consents]')).toContain('2026-01 版的说明');
  });

  it('begins with its parts, each a way down to one that is there', async () => {
    for (const name of OFFICERS) {
      const page = await (await office.as(name)).get(`/members/${office.id('陈伯')}`);
      const ways = links(page, '.parts > ul a');
      // On a phone the same ways are folded away.
      expect(links(page, '.parts .drawer a'), name).toEqual(ways);
      expect(ways.length, name).toBeGreaterThan(7);
      for (const way of ways) expect(page.root.querySelector(way), `${way} for ${name}`).not.toBeNull();
      expect(ways.length).toBe(page.root.querySelectorAll('.member-file section').length);
    }
  });

  it('tells the town, the county, the city and the auditor who has looked at what and why, and nobody else', async () => {
    const { world } = office;
    const id = office.id('李姨');
    await revealMember(world.desk('黄姐'), { id, what: 'phone', why: 'call' });
    await lookAtContacts(world.desk('阿芬'), { id, why: 'help' });
    await expect(revealMember(world.desk('阿芬'), { id, what: 'identity', why: 'other' })).rejects.toThrow();
    for (const name of OFFICERS) {
      const page = await (await office.as(name)).get(`/members/${id}`);
      const looks = page.root.querySelector('section[aria-labelledby=part-looks]');
      if (['阿芬', '黄姐', '小周'].includes(name)) expect(looks, name).toBeNull();
      else {
        const rows = names(looks?.querySelectorAll('li').map((row) => row.textContent) ?? []);
        expect(rows.length, name).toBe(3);
        expect(rows[0], name).toMatch(/阿芬打开看了证件号.*没有允许/);
        expect(rows[1], name).toMatch(/阿芬打开看了身边人的电话.*有急事/);
        expect(rows[2], name).toMatch(/黄姐打开看了电话.*要打电话/);
      }
      // The trail itself is for those who read all of it.
      const trail = links(page, 'section[aria-labelledby=part-looks] .way-on a');
      expect(trail, name).toEqual(['苏科', '罗处', '审计老吴'].includes(name) ? [`/audit?subject=${id}`] : []);
    }
  });

  it('offers each officer what she may do and nothing else', async () => {
    const offered = async (name: string) =>
      links(await (await office.as(name)).get(`/members/${office.id('陈伯')}`), 'main a');
    const chen = `/members/${office.id('陈伯')}`;
    expect(await offered('阿芬')).toEqual(
      expect.arrayContaining([`${chen}/pin`, `${chen}/kin`, `${chen}/card`, `${chen}/away`]),
    );
    expect(await offered('阿芬')).not.toContain(`${chen}/suspension`);
    expect(await offered('阿芬')).not.toContain(`${chen}/looks?what=identity`);
    expect(await offered('黄姐')).toEqual(expect.arrayContaining([`${chen}/move`, `${chen}/looks?what=identity`]));
    expect(await offered('梁主任')).toEqual(expect.arrayContaining([`${chen}/suspension`, `${chen}/move`]));
    expect(await offered('梁主任')).not.toContain(`${chen}/pin`);
    expect((await offered('审计老吴')).filter((url) => /correction|kin$|away|suspension/.test(url))).toEqual([]);
  });
});

describe('all her records', () => {
  const rows = async (name: string, url: string) => {
    const page = await (await office.as(name)).get(url);
    expect(page.status, url).toBe(200);
    return { page, rows: names(page.root.querySelectorAll('.deed').map((row) => row.textContent)) };
  };

  it('are shown newest or oldest first, page by page, none twice and none left out', async () => {
    const { world } = office;
    const elder = await world.approved('常有人来的', { sex: 'male', bornOn: '1940-01-01', receives: true });
    for (let minute = 10; minute < 37; minute++) {
      world.at(`2026-11-24T14:${minute}`);
      await served(world, { memberIds: [elder.id] });
    }
    const at = `/members/${elder.id}/exchanges`;
    const first = await rows('阿芬', at);
    expect(first.page.text('.lead')).toContain('27');
    expect(first.rows.length).toBe(25);
    const [after = ''] = links(first.page, '.pager a[rel=next]');
    const second = await rows('阿芬', after);
    expect(second.rows.length).toBe(2);
    const all = [...links(first.page, '.deed'), ...links(second.page, '.deed')];
    expect(new Set(all).size).toBe(27);
    const [oldest = ''] = links(first.page, '.lists a').slice(1);
    const turned = await rows('阿芬', oldest);
    expect(links(turned.page, '.deed')).toEqual(all.toReversed().slice(0, 25));
    expect(links(turned.page, '.pager a')[0]).toContain('order=oldest');
    // Whatever stands in the address is an answer.
    for (const odd of ['page=0', 'page=99', 'page=x', 'order=x', 'page=-1', 'page=1e9'])
      await rows('阿芬', `${at}?${odd}`);
  });

  it('hold what she gave beside what she received, and are not there for whoever does not reach her', async () => {
    const { rows: given } = await rows('黄姐', `/members/${office.id('李姨')}/exchanges?order=oldest`);
    expect(given.join(' ')).toContain('李姨 帮 陈伯 陪着聊天');
    const page = await (await office.as('隔壁阿强')).get(`/members/${office.id('李姨')}/exchanges`);
    expect(page.status).toBe(404);
  });
});

describe('from the file', () => {
  it('one asks for her and writes down a visit', async () => {
    const client = await office.as('阿芬');
    const file = await client.get(`/members/${office.id('陈伯')}`);
    for (const url of links(file, '.actions a').filter((at) => /^\/(ask|log)/.test(at))) {
      expect((await client.get(url)).text('main'), url).toContain('陈伯');
    }
    expect(links(file, '.actions a').filter((at) => /^\/(ask|log)/.test(at)).length).toBe(2);
  });
});

describe('the passbook', () => {
  it('is opened and printed by the helper, in both languages', async () => {
    for (const lang of LANGS) {
      const client = await office.as('阿芬', lang);
      const page = await client.get(`/members/${office.id('李姨')}/statement`);
      expect(page.status).toBe(200);
      expect(page.text('.passbook-lines')).toContain(lang === 'en' ? '1½ hours' : '1 小时半');
      const earlier = await client.get(`/members/${office.id('李姨')}/statement?month=2026-10`);
      expect(earlier.status).toBe(200);
      expect((await client.get(`/members/${office.id('李姨')}/statement?month=xx`)).status).toBe(200);
    }
  });
});

describe('out of reach', () => {
  const about = routes.filter(({ url }) => url.startsWith('/members/:id'));
  const there = (url: string, id: string) => url.replace(':id', id).replace(/:\w+/g, 'kin_00000001');

  it('is not found, for every page about somebody and every role', async () => {
    // She lives in another county; nobody of Xinxing reaches her.
    const zhen = office.id('阿珍');
    expect(about.length).toBeGreaterThan(40);
    for (const name of ['阿芬', '黄姐', '小周', '梁主任', '苏科']) {
      const client = await office.as(name);
      for (const { method, url } of about) {
        const at = there(url, zhen);
        const { statusCode, body } =
          method === 'GET'
            ? await client.request('GET', at)
            : await post(client, at, { reason: '试', what: 'phone', why: 'visit' });
        expect(statusCode, `${method} ${at} by ${name}`).toBe(404);
        expect(body.includes('阿珍'), `${method} ${at} by ${name}`).toBe(false);
      }
    }
  }, 120_000);

  it('is not found for the next village’s helper and clerk either', async () => {
    for (const name of ['隔壁阿珠', '隔壁阿强']) {
      const client = await office.as(name);
      for (const { method, url } of about) {
        const at = there(url, office.id('陈伯'));
        const { statusCode } = method === 'GET' ? await client.request('GET', at) : await post(client, at, {});
        expect(statusCode, `${method} ${at} by ${name}`).toBe(404);
      }
    }
  }, 120_000);

  it('and nothing of all that breaks on what is not sent, or on somebody who is not there', async () => {
    for (const name of ['阿芬', '黄姐', '梁主任', '审计老吴']) {
      const client = await office.as(name);
      for (const { method, url } of about) {
        for (const id of [office.id('张婆'), 'mem_nobody']) {
          const at = there(url, id);
          const { statusCode } = method === 'GET' ? await client.request('GET', at) : await post(client, at, {});
          expect([200, 303, 404, 409, 422], `${method} ${at} by ${name}: ${statusCode}`).toContain(statusCode);
        }
      }
    }
  }, 120_000);

  it('a form that comes from elsewhere is stopped, in reach or not', async () => {
    const client = await office.as('黄姐');
    for (const id of [office.id('张婆'), office.id('阿珍')]) {
      const { statusCode } = await client.request('POST', `/members/${id}/check`, { form: {} });
      expect([403, 404]).toContain(statusCode);
    }
  });
});

describe('a page about facts that nobody told', () => {
  it('says that it is not known', async () => {
    const page = await (await office.as('阿芬')).get(`/members/${office.id('阿芬')}`);
    expect(page.text('section[aria-labelledby=part-facts]')).toContain('还没有记');
  });
});
