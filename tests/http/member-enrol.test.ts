/** 登记, walked from the first page to approval by three people; what is typed wrong, left out, or known already. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardNumber } from '#cli/demo/cast';
import { ensureHamlet, hamletsOf } from '#records/region';
import { beside, LANGS, links, type MemberOffice, openMemberOffice } from '#tests/http/member-office';
import type { Client, FetchedPage } from '#tests/support/client';
import { addHamlet } from '#usecases/hamlet/add';

let office: MemberOffice;
beforeAll(async () => {
  office = await openMemberOffice();
  await office.world.write([], (act) => ensureHamlet(act, office.world.member('陈伯').regionCode, '三队'));
}, 60_000);
afterAll(() => office.close());

const FORM = 'main form.question-form';
type Answers = Record<string, string | string[]>;

/** Every question with an answer that is understood. */
const ANSWERS: Record<string, Answers> = {
  who: { name: '林阿妹', nickname: '九婆', parts: ['receives'] },
  identity: { identityKind: 'none', bornOn: '1945年', sex: 'female' },
  home: { address: '祠堂后面第二间', homeRegionCode: 'here' },
  phone: { contactName: '黎婶', contactRelation: '隔壁邻居', contactPhone: '１３８ 0000 2222', contactAgreed: 'yes' },
  family: { known: 'now', spouse: 'none', children_elsewhere: '两个', livesWith: ['nobody'] },
  care: { allowance: 'dibao', disability: 'none', ability: 'none', care_all: 'yes', care_bathing: 'cannot' },
  consent: { consent_enrol: 'yes', consent_sensitive: 'yes', how: 'readAloud', witness: '黎婶' },
};

const stepOf = (page: FetchedPage) => page.url.split('?')[0]?.split('/').at(-1) ?? '';

/** From the first page to the page of answers. */
async function walk(client: Client, changes: Record<string, Answers> = {}): Promise<FetchedPage> {
  let page = await client.submit(await client.get('/members/new'), { ...ANSWERS.who, ...changes.who }, FORM);
  for (let steps = 0; stepOf(page) !== 'check' && steps < 9; steps++) {
    const step = stepOf(page);
    const next = await client.submit(page, { ...ANSWERS[step], ...changes[step] }, FORM);
    if (next.problems.length > 0) throw new Error(`${step}: ${next.problems.join(' ')}`);
    page = next;
  }
  return page;
}

describe('an enrolment', () => {
  it('goes from the helper’s first question to approval by three people, in both languages', async () => {
    for (const lang of LANGS) {
      const name = lang === 'en' ? '林阿妹乙' : '林阿妹';
      const helper = await office.as('阿芬', lang);
      const answers = await walk(helper, { who: { name } });
      expect(answers.text('.summary-list')).toContain('黎婶 13800002222');
      const done = await helper.submit(answers, {}, FORM);
      expect(done.url).toMatch(/^\/members\/mem_\w+\/enrolment$/);
      expect(done.h1).toBe(lang === 'en' ? 'Jiu Po is enrolled' : '九婆登记好了');
      const id = done.url.split('/')[2] ?? '';
      // The draft is used up.
      expect((await helper.get('/members/new')).root.querySelector('.drafts')).toBeNull();

      // The helper sees it wait and may neither check nor approve; the clerk does, then the town.
      const file = await helper.get(`/members/${id}`);
      expect(file.text('.tags')).toContain(lang === 'en' ? 'Waiting for the village' : '等村里核对');
      expect(file.root.querySelector('.decision')).toBeNull();
      const clerk = await office.as('黄姐', lang);
      const toCheck = await clerk.get(`/members/${id}`);
      expect(toCheck.text('.decision')).toContain(lang === 'en' ? 'A Fen' : '阿芬');
      const checked = await clerk.submit(toCheck, {}, '.decision form');
      expect(checked.url).toBe(`/members/${id}?done=check`);
      const town = await office.as('梁主任', lang);
      const approved = await town.submit(await town.get(`/members/${id}`), {}, '.decision form');
      expect(approved.text('.tags')).toContain(lang === 'en' ? 'Approved' : '已通过');
      expect((await office.audited(id)).map(({ verb }) => verb)).toEqual(['enrol', 'check', 'approve']);

      // What was told stands on the file, and what follows from it.
      const facts = approved.text('section[aria-labelledby=part-facts]');
      expect(approved.text('section[aria-labelledby=part-lists]')).toContain(lang === 'en' ? 'Living alone' : '独居');
      expect(facts).toContain(lang === 'en' ? 'Mildly impaired (by the six questions)' : '轻度失能（按六项自理看的）');
      expect(approved.text('section[aria-labelledby=part-people]')).toContain('隔壁邻居');
    }
  });

  it('shows its steps, leads back through them, and loses nothing', async () => {
    const client = await office.as('阿芬');
    const answers = await walk(client, { who: { name: '走回去' } });
    let page = answers;
    for (const step of ['consent', 'care', 'family', 'phone', 'home', 'identity', 'who']) {
      page = await client.get(links(page, '.back a')[0] ?? '');
      expect(stepOf(page)).toBe(step);
    }
    expect(page.root.querySelector('#f-name')?.getAttribute('value')).toBe('走回去');
    expect(page.root.querySelector('#f-parts')?.hasAttribute('checked')).toBe(true);
    // From the page of answers one question is put right, and one is back there at once.
    const change = links(answers, '.summary-change a').find((url) => url.includes('/phone')) ?? '';
    const again = await client.submit(await client.get(change), { phone: '0766 8123 456' }, FORM);
    expect(stepOf(again)).toBe('check');
    expect(again.text('.summary-list')).toContain('0766-8123456');
  });

  it('puts a hamlet that nobody lived in yet on the village’s list, once', async () => {
    const client = await office.as('阿芬');
    const home = { ...ANSWERS.home, hamletName: ' 河 口 ' };
    const answers = await walk(client, { who: { name: '河口阿婆', nickname: '' }, home });
    expect(answers.text('.summary-list')).toContain('河 口');
    const done = await client.submit(answers, {}, FORM);
    const file = await client.get(`/members/${done.url.split('/')[2]}`);
    expect(file.text('.lead')).toContain('河口');
    await client.submit(await walk(client, { who: { name: '河口阿叔', nickname: '' }, home }), {}, FORM);
    const village = office.world.member('陈伯').regionCode;
    const hamlets = await office.world.read((act) => hamletsOf(act, village));
    expect(hamlets.map(({ name }) => name).filter((name) => name.includes('河口'))).toEqual(['河口']);
    // From her file too, later on.
    const page = await client.get(`${file.url}/correction?what=address`);
    const moved = await client.submit(page, { hamletName: '上塘' });
    expect(moved.text('.lead')).toContain('上塘');
    // Whose list it is not, is not asked.
    const other = await (await office.as('小周')).get(`${file.url}/correction?what=address`);
    expect(other.root.querySelector('#f-hamletName')).toBeNull();
    await expect(addHamlet(office.world.desk('小周'), { regionCode: village, name: '甲' })).rejects.toThrow(
      'not_found',
    );
  });

  it('keeps what was typed beside words that say what to do', async () => {
    const client = await office.as('阿芬');
    const first = await client.submit(await client.get('/members/new'), { name: '', nickname: '八叔' }, FORM);
    expect(first.status).toBe(422);
    expect(first.root.querySelector('#f-nickname')?.getAttribute('value')).toBe('八叔');
    expect(beside(first, 'name')).toBe('请填姓名。');
    const identity = await client.submit(first, { name: '错一位', parts: ['receives'] }, FORM);
    const wrong = cardNumber('1942-03-15', '001').slice(0, 17).concat('5');
    const refused = await client.submit(identity, { identityKind: 'identityCard', identityNumber: wrong }, FORM);
    expect(refused.status).toBe(422);
    expect(beside(refused, 'identityNumber')).toContain('可能抄错了一位');
    expect(refused.root.querySelector('#f-identityNumber')?.getAttribute('value')).toBe(wrong);
    // Even so it is kept: whoever leaves and comes back finds it.
    expect((await client.get(refused.url)).root.querySelector('#f-identityNumber')?.getAttribute('value')).toBe(wrong);
    const bare = await client.submit(refused, { identityKind: 'none', identityNumber: '' }, FORM);
    expect([beside(bare, 'bornOn'), beside(bare, 'sex')]).toEqual(['请填出生日期。', '请填性别。']);
    const odd = await client.submit(bare, { identityKind: 'none', bornOn: '上个月', sex: 'female' }, FORM);
    expect(beside(odd, 'bornOn')).toContain('没看懂');
    const home = await client.submit(odd, { identityKind: 'none', bornOn: '１９４２年３月', sex: 'female' }, FORM);
    expect(stepOf(home)).toBe('home');
    const phone = await client.submit(home, {}, FORM);
    const short = await client.submit(phone, { phone: '12345', contactName: '黎婶' }, FORM);
    expect(beside(short, 'phone')).toContain('手机是 11 位');
    expect(short.root.querySelector('#f-contactName')?.getAttribute('value')).toBe('黎婶');
    const lonely = await client.submit(short, { phone: '', contactName: '黎婶' }, FORM);
    expect([beside(lonely, 'contactPhone'), beside(lonely, 'contactAgreed')]).toEqual([
      '请填这个人的电话。',
      '请先问过本人或家里人，记下是怎么同意的。',
    ]);
    const family = await client.submit(lonely, { contactName: '' }, FORM);
    const both = await client.submit(family, { spouse: 'alive', livesWith: ['nobody', 'child'] }, FORM);
    expect(beside(both, 'livesWith')).toContain('不能再选别的人');
    const many = await client.submit(both, { spouse: 'alive', livesWith: ['spouse'], children_sameTown: '好多' }, FORM);
    expect(beside(many, 'children_sameTown')).not.toBe('');
    const care = await client.submit(many, { spouse: 'alive', livesWith: ['spouse'], children_sameTown: '一' }, FORM);
    const consent = await client.submit(care, {}, FORM);
    const silent = await client.submit(consent, { how: 'readAloud' }, FORM);
    expect(beside(silent, 'consent_enrol')).toContain('请先问过本人');
    expect(beside(silent, 'witness')).toContain('见证人');
  });

  it('asks a volunteer no more than it needs, and nobody under eighteen', async () => {
    const client = await office.as('小周');
    const who = { name: '小辉', nickname: '', parts: ['serves'] };
    let page = await client.submit(await client.get('/members/new'), who, FORM);
    const young = { identityKind: 'none', bornOn: '2012-05-01', sex: 'male' };
    const refused = await client.submit(page, young, FORM);
    expect(beside(refused, 'bornOn')).toContain('满 18 岁');
    page = await client.submit(refused, { ...young, bornOn: '1960-05-01' }, FORM);
    // A social worker has a town of villages to choose from.
    expect(stepOf(page)).toBe('village');
    page = await client.submit(page, { villageCode: '445321100211' }, FORM);
    expect(page.h1).toBe('小辉住在黎源村哪里？');
    page = await client.submit(page, {}, FORM);
    page = await client.submit(page, { phone: '13800001999' }, FORM);
    expect(stepOf(page)).toBe('consent');
    expect(page.root.querySelector('#f-consent_notice')).not.toBeNull();
    expect(page.root.querySelector('#f-consent_sensitive')).toBeNull();
    page = await client.submit(page, { consent_enrol: 'yes', consent_notice: 'yes', how: 'paper' }, FORM);
    const done = await client.submit(page, {}, FORM);
    expect(done.url).toContain('/enrolment');
  });

  it('takes 不知道 and 没有 for an answer, and keeps no facts that were not agreed to', async () => {
    const client = await office.as('阿芬');
    const later = await walk(client, {
      who: { name: '以后补' },
      family: { known: 'later', spouse: '', livesWith: [] },
    });
    expect(later.text('.summary-list')).toContain('不清楚，以后补');
    const shy = await walk(client, { who: { name: '不想说' }, consent: { consent_sensitive: [] } });
    expect(shy.text('main')).toContain('这两页不会存');
    const done = await client.submit(shy, {}, FORM);
    const file = await client.get(`/members/${done.url.split('/')[2]}`);
    expect(file.text('section[aria-labelledby=part-facts]')).toContain('还没有记');
  });

  it('of a known identity is received calmly, and only the county sees both', async () => {
    const client = await office.as('阿芬');
    const number = cardNumber('1942-03-15', '001');
    const identity = { identityKind: 'identityCard', identityNumber: `${number.slice(0, 6)} ${number.slice(6)}` };
    const check = await walk(client, { who: { name: '陈大伯', nickname: '' }, identity });
    const done = await client.submit(check, {}, FORM);
    expect(done.status).toBe(200);
    expect(done.text('main')).toContain('这一份先由县里看一看');
    expect(done.html).not.toContain(office.id('陈伯'));
    const id = done.url.split('/')[2] ?? '';
    const file = await client.get(`/members/${id}`);
    expect(file.text('main')).toContain('请等县里看一看');
    expect(file.html).not.toContain(office.id('陈伯'));
    const county = await (await office.as('苏科')).get('/members');
    expect(links(county, 'section a')).toEqual(
      expect.arrayContaining([`/members/${id}`, `/members/${office.id('陈伯')}`]),
    );
    const seen = await (await office.as('苏科')).get(`/members/${id}`);
    expect(links(seen, '.notice a')).toEqual([`/members/${office.id('陈伯')}`]);
  });

  it('is kept per person: two at once do not mix, one can be thrown away, a fourth has to wait', async () => {
    const client = await office.as('阿芬');
    const begin = async (name: string) =>
      client.submit(await client.get('/members/new'), { ...ANSWERS.who, name, nickname: '' }, FORM);
    const one = await begin('头一位');
    const two = await begin('第二位');
    await client.submit(one, { ...ANSWERS.identity, bornOn: '1941' }, FORM);
    await client.submit(two, { ...ANSWERS.identity, bornOn: '1951' }, FORM);
    expect((await client.get(one.url)).root.querySelector('#f-bornOn')?.getAttribute('value')).toBe('1941');
    expect((await client.get(two.url)).h1).toBe('第二位的证件');
    await begin('第三位');
    // The list of people leads on to them too; somebody else at this machine does not see them.
    const people = await client.get('/members');
    expect(people.root.querySelectorAll('.drafts li').length).toBe(3);
    expect((await client.get(links(people, '.drafts a')[0] ?? '')).h1).not.toBe('人');
    const full = await client.get('/members/new');
    expect(full.root.querySelectorAll('.drafts li').length).toBe(3);
    expect(full.root.querySelector(FORM)).toBeNull();
    expect(full.text('main')).toContain('先填完一份');
    const freed = await client.submit(full, {}, '.drafts form');
    expect(freed.root.querySelectorAll('.drafts li').length).toBe(2);
    // Another officer at the same machine sees none of it.
    await client.signInAs(office.world.user('黄姐').id);
    expect((await client.get('/members/new')).root.querySelector('.drafts')).toBeNull();
    expect((await client.get(one.url)).url).toBe('/members/new?lost=yes');
  });

  it('is the same one when it is sent twice', async () => {
    const client = await office.as('阿芬');
    const check = await walk(client, { who: { name: '只一次' } });
    const form = Object.fromEntries(
      check.root
        .querySelectorAll(`${FORM} input`)
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
    );
    const url = check.root.querySelector(FORM)?.getAttribute('action') ?? '';
    const cookies = new Map(client.cookies);
    const first = await client.request('POST', url, { form });
    for (const [name, value] of cookies) client.cookies.set(name, value);
    const second = await client.request('POST', url, { form });
    expect(second.headers.location).toBe(first.headers.location);
  });

  it('begins again kindly when the draft is gone, and knows no other questions', async () => {
    const client = await office.as('阿芬');
    const lost = await client.get('/members/new/abcdefghijkl/identity');
    expect(lost.url).toBe('/members/new?lost=yes');
    expect(lost.text('main')).toContain('请从头填一次');
    const draft = await client.submit(await client.get('/members/new'), ANSWERS.who ?? {}, FORM);
    expect((await client.get(draft.url.replace('identity', 'pets'))).status).toBe(404);
    // Nobody is sent who was not asked everything.
    expect(stepOf(await client.get(draft.url.replace('identity', 'check')))).toBe('identity');
  });

  it('belongs to helper, clerk and social worker', async () => {
    for (const name of ['阿芬', '黄姐', '小周'])
      expect((await (await office.as(name)).get('/members/new')).status).toBe(200);
    for (const name of ['梁主任', '苏科', '罗处', '审计老吴']) {
      expect((await (await office.as(name)).get('/members/new')).status, name).toBe(404);
    }
  });
});
