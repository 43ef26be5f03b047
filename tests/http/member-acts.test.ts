/** Everything that is done from somebody's file: decisions, corrections, people around her, papers, cards, PIN, looks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureHamlet } from '#records/region';
import { beside, LANGS, links, type MemberOffice, openMemberOffice, post } from '#tests/http/member-office';
import type { Client, FetchedPage } from '#tests/support/client';
import { signInMember } from '#usecases/access/sign-in-member';

let office: MemberOffice;
beforeAll(async () => {
  office = await openMemberOffice();
}, 60_000);
afterAll(() => office.close());

const FACE = { sex: 'female', bornOn: '1950-03-02', receives: true } as const;
let enrolled = 0;
const someone = async (state: 'submitted' | 'approved' = 'approved') => {
  const { world } = office;
  const name = `第${++enrolled}婆`;
  return state === 'approved' ? world.approved(name, FACE) : world.enrol(name, FACE);
};

/** Opens a page about her in both languages and sends it in Chinese. */
async function open(name: string, url: string): Promise<{ client: Client; page: FetchedPage }> {
  const english = await (await office.as(name, 'en')).get(url);
  expect(english.status, url).toBe(200);
  const client = await office.as(name);
  const page = await client.get(url);
  expect(page.status, url).toBe(200);
  return { client, page };
}

const done = (page: FetchedPage) => page.text('.notice.is-good');
const section = (page: FetchedPage, part: string) => page.text(`section[aria-labelledby=part-${part}]`);

describe('decisions', () => {
  it('go back with a reason, which the enroller sees, puts right and sends again', async () => {
    const { id } = await someone('submitted');
    const { client, page } = await open('黄姐', `/members/${id}/return`);
    const bare = await client.submit(page, { reason: ' ' });
    expect(bare.status).toBe(422);
    expect(beside(bare, 'reason')).not.toBe('');
    const other = await client.submit(bare, { reason: 'other', note: ' ' });
    expect(beside(other, 'note')).toContain('请写明原因');
    const file = await client.submit(other, { reason: 'facts_missing', note: '有没有和女儿住？' });
    expect(done(file)).toContain('退回了');
    const helper = await office.as('阿芬');
    const draft = await helper.get(`/members/${id}`);
    expect(draft.text('.notice.is-grave')).toBe('黄姐退回要补：家里情况没写全，有没有和女儿住？');
    expect(draft.text('.history')).toContain('家里情况没写全，有没有和女儿住？');
    const again = await helper.submit(draft, {}, '.decision form');
    expect(again.text('.tags')).toContain('等村里核对');
    expect(again.text('.history')).toContain('改好再报');
  });

  it('that somebody else took meanwhile are told as such', async () => {
    const { id } = await someone('submitted');
    const clerk = await office.as('黄姐');
    const page = await clerk.get(`/members/${id}`);
    await clerk.submit(page, {}, '.decision form');
    const twice = await clerk.submit(page, {}, '.decision form');
    expect(twice.status).toBe(409);
    expect(twice.problems[0]).toContain('刚才被别人办过了');
    expect(twice.text('.tags')).toContain('等镇上审核');
  });

  it('suspend and resume with reasons, by the town', async () => {
    const { id } = await someone();
    const { client, page } = await open('梁主任', `/members/${id}/suspension`);
    expect((await client.submit(page, { reason: '' })).status).toBe(422);
    const suspended = await client.submit(page, { reason: '材料在核实' });
    expect(suspended.text('.tags')).toContain('已暂停');
    expect(suspended.text('.history')).toContain('材料在核实');
    // The page of an act that is over is not there any more; sent from an old one, the file says how things stand.
    expect((await client.get(`/members/${id}/suspension`)).status).toBe(404);
    const late = await post(client, `/members/${id}/suspension`, { reason: '再一次' });
    expect(late.statusCode).toBe(409);
    const resume = await client.get(`/members/${id}/resumption`);
    expect((await client.submit(resume, { reason: '核实好了' })).text('.tags')).toContain('已通过');
    expect((await (await office.as('梁主任', 'en')).get(`/members/${id}/suspension`)).h1).toContain('Suspend');
  });

  it('withdraw an enrolment before anybody approved it', async () => {
    const { id } = await someone('submitted');
    const { client, page } = await open('阿芬', `/members/${id}/cancellation`);
    expect(beside(await client.submit(page, {}), 'reason')).not.toBe('');
    expect((await client.submit(page, { reason: '登记了两次' })).text('.tags')).toContain('已退出');
  });
});

describe('corrections', () => {
  it('change one thing at a time and keep what was typed wrong', async () => {
    const { id } = await someone();
    const at = (what: string) => `/members/${id}/correction?what=${what}`;
    const name = await open('阿芬', at('name'));
    expect(beside(await name.client.submit(name.page, { name: ' ' }), 'name')).toBe('请填姓名。');
    const named = await name.client.submit(name.page, { name: '何桂兰', nickname: '桂婆' });
    expect(named.h1).toBe('桂婆');
    expect(named.text('.history')).toContain('姓名、花名');

    const phone = await open('阿芬', at('phone'));
    const wrong = await phone.client.submit(phone.page, { phone: '123' });
    expect([wrong.status, beside(wrong, 'phone')]).toEqual([422, '电话号码不对。手机是 11 位，座机请加区号。']);
    expect(wrong.root.querySelector('#f-phone')?.getAttribute('value')).toBe('123');
    const phoned = await phone.client.submit(wrong, { phone: '138 0000 7777' });
    expect(section(phoned, 'person')).toContain('后四位 7777');
    expect(phoned.html).not.toContain('13800007777');

    const address = await open('阿芬', at('address'));
    expect(section(await address.client.submit(address.page, { address: '村口大树旁' }), 'person')).toContain(
      '住址 已登记',
    );

    const parts = await open('阿芬', at('parts'));
    expect(section(await parts.client.submit(parts.page, { parts: ['receives', 'serves'] }), 'person')).toContain(
      '志愿者',
    );
  });

  it('know the hamlets of the village', async () => {
    const { world } = office;
    const { id } = await someone();
    const hamlet = await world.write([], (act) => ensureHamlet(act, world.member('陈伯').regionCode, '祠堂边'));
    const { client, page } = await open('阿芬', `/members/${id}/correction?what=address`);
    const file = await client.submit(page, { hamletId: hamlet.id });
    expect(file.text('.lead')).toContain('祠堂边');
    expect(section(file, 'person')).toContain('住址 没有登记');
  });

  it('of facts change what follows from them', async () => {
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/correction?what=facts`);
    const bare = await client.submit(page, {});
    expect(bare.status).toBe(422);
    expect([beside(bare, 'spouse'), beside(bare, 'livesWith')]).toEqual(['请填老伴。', '请填和谁一起住。']);
    const told = { spouse: 'none', livesWith: ['nobody'], allowance: 'tekun', ability: 'severe', disability: '1' };
    const file = await client.submit(bare, { ...told, disabilityKind: 'sight' });
    expect(section(file, 'lists')).toContain('独居、失能、重残');
    expect(section(file, 'lists')).toContain('符合政府送时间的条件：年龄在困难照顾的范围、特困、失能');
    const again = await client.get(`/members/${id}/correction?what=facts`);
    expect(again.root.querySelectorAll('input[checked]').map((input) => input.getAttribute('value'))).toEqual(
      expect.arrayContaining(['none', 'nobody', 'tekun', '1', 'severe']),
    );
  });

  it('of who she is are the clerk’s once the village has checked', async () => {
    const { id } = await someone();
    const { client, page } = await open('小周', `/members/${id}/correction?what=identity`);
    const refused = await client.submit(page, { identityKind: 'none', bornOn: '1940', sex: 'female' });
    expect(refused.status).toBe(403);
    const clerk = await open('黄姐', `/members/${id}/correction?what=identity`);
    const wrong = await clerk.client.submit(clerk.page, { identityKind: 'identityCard', identityNumber: '445321' });
    expect(beside(wrong, 'identityNumber')).toContain('可能抄错了一位');
    const file = await clerk.client.submit(clerk.page, { identityKind: 'none', bornOn: '1940', sex: 'female' });
    expect(section(file, 'person')).toContain('1940年1月1日');
  });

  it('do not overwrite what somebody else changed meanwhile', async () => {
    const { id } = await someone();
    const early = await open('阿芬', `/members/${id}/correction?what=name`);
    const other = await open('小周', `/members/${id}/correction?what=name`);
    await other.client.submit(other.page, { name: '先改的' });
    const late = await early.client.submit(early.page, { name: '后改的' });
    expect(late.status).toBe(409);
    expect(late.problems[0]).toContain('刚才被别人办过了');
  });

  it('know no other subjects', async () => {
    const { id } = await someone();
    const client = await office.as('阿芬');
    expect((await client.get(`/members/${id}/correction?what=balance`)).status).toBe(404);
    expect(
      (await post(client, `/members/${id}/correction`, { what: 'balance', version: 'x' })).statusCode,
    ).toBeLessThan(500);
  });
});

describe('away, back and moved', () => {
  it('is noted in days as people say them', async () => {
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/away`);
    const bare = await client.submit(page, { fromDay: '哪天' });
    expect([beside(bare, 'awayKind'), beside(bare, 'fromDay')]).toEqual([
      '请填去了哪里。',
      expect.stringContaining('没看懂是哪一天'),
    ]);
    const turned = await client.submit(page, { awayKind: 'hospital', fromDay: '今天', toDay: '2026-11-01' });
    expect(beside(turned, 'toDay')).toContain('结束比开始还早');
    const file = await client.submit(turned, { awayKind: 'hospital', fromDay: '昨天', toDay: '' });
    expect(file.text('.tags')).toContain('住院');
    const back = await open('阿芬', `/members/${id}/back`);
    expect(beside(await back.client.submit(back.page, { onDay: '2027-01-01' }), 'onDay')).toContain('还没到');
    const home = await back.client.submit(back.page, { onDay: '今天' });
    expect(home.text('.tags')).not.toContain('住院');
  });

  it('leads from town to village to hamlet, and out of reach ends calmly', async () => {
    const { id } = await someone();
    const { client, page } = await open('黄姐', `/members/${id}/move`);
    expect(links(page, '.places a')).toContain(`/members/${id}/move?to=445321100211`);
    const county = await client.get(`/members/${id}/move?to=445321`);
    expect(county.root.querySelectorAll('.places a').length).toBeGreaterThan(5);
    const there = await client.get(`/members/${id}/move?to=445321100211`);
    const moved = await client.submit(there, { reason: '跟儿子住' });
    // The clerk of the old village has no more to do with her.
    expect(moved.url).toBe('/members?done=move');
    expect(done(moved)).toContain('新住处的助老员');
    expect((await client.get(`/members/${id}`)).status).toBe(404);
    expect((await (await office.as('隔壁阿珠')).get(`/members/${id}`)).text('.lead')).toContain('黎源村');
    const forged = await post(await office.as('梁主任'), `/members/${id}/move`, { villageCode: '445321', reason: '' });
    expect(forged.statusCode).toBe(422);
  });
});

describe('people around her', () => {
  it('share a roof, and leave it with a reason', async () => {
    const { id } = await someone();
    const other = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/household`);
    expect(page.root.querySelector('form.leave')).toBeNull();
    const found = await client.get(`/members/${id}/household?q=${encodeURIComponent(`第${enrolled}婆`)}`);
    const nobody = await client.submit(found, {}, 'form.join');
    expect(beside(nobody, 'otherId')).toBe('请填同住的人。');
    const joined = await client.submit(found, { otherId: other.id }, 'form.join');
    expect(section(joined, 'people')).toContain(`第${enrolled}婆`);
    const leave = await client.get(`/members/${id}/household`);
    expect(beside(await client.submit(leave, {}, 'form.leave'), 'reason')).toContain('请写明原因');
    const left = await client.submit(leave, { reason: '另起了房子' }, 'form.leave');
    expect(section(left, 'people')).toContain('还没有登记和谁是一户');
  });

  it('are her kin: declared, proven by a second officer, ended with a reason', async () => {
    const { world } = office;
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/kin`);
    const bare = await client.submit(page, {});
    expect([beside(bare, 'relation'), bare.status]).toEqual(['请填关系。', 422]);
    const wrong = await client.submit(page, { cardNumber: '12345678', relation: 'child' });
    expect(beside(wrong, 'cardNumber')).toContain('没认出这张卡');
    expect(wrong.root.querySelector('#f-cardNumber')?.getAttribute('value')).toBe('12345678');
    // 阿珍 lives in another county: her card was in somebody's hand.
    const file = await client.submit(wrong, { cardNumber: world.card('阿珍'), relation: 'child' });
    expect(section(file, 'people')).toContain('陈阿珍，子女');
    expect(section(file, 'people')).toContain('等核实');
    const clerk = await office.as('黄姐');
    const confirm = links(await clerk.get(`/members/${id}`), 'a').find((url) => url.endsWith('/confirmation')) ?? '';
    const proof = await open('黄姐', confirm);
    expect(beside(await proof.client.submit(proof.page, {}), 'proof')).not.toBe('');
    const early = await proof.client.submit(proof.page, { proof: 'householdBook', mayAct: 'yes' });
    expect(beside(early, 'mayAct')).toContain('请先问过本人');
    const proven = await proof.client.submit(early, { proof: 'householdBook', mayAct: [] });
    expect(section(proven, 'people')).toContain('已核实');
    const end = await open('黄姐', confirm.replace('confirmation', 'end'));
    expect(beside(await end.client.submit(end.page, {}), 'reason')).not.toBe('');
    expect(section(await end.client.submit(end.page, { reason: '登记错了' }), 'people')).toContain(
      '家里人和亲戚 还没有登记',
    );
    expect((await end.client.get(confirm)).status).toBe(404);
  });

  it('may be called when they agreed, and no more when she does not want it', async () => {
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/contacts`);
    const bare = await client.submit(page, { contactPhone: '1' });
    expect(
      ['contactName', 'contactRelation', 'contactPhone', 'contactAgreed'].map((field) => beside(bare, field) !== ''),
    ).toEqual([true, true, true, true]);
    const told = {
      contactName: '黎婶',
      contactRelation: '隔壁邻居',
      contactPhone: '13800002222',
      contactAgreed: 'yes',
    };
    const file = await client.submit(bare, told);
    expect(section(file, 'people')).toContain('黎婶');
    expect(file.html).not.toContain('13800002222');
    const gone = await client.submit(file, {}, 'form[action*="/contacts/"]');
    expect(section(gone, 'people')).not.toContain('黎婶');
    expect((await post(client, `/members/${id}/contacts/con_nobody/end`)).statusCode).toBe(404);
  });

  it('agree to one thing more, and take it back at once', async () => {
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/consents`);
    const bare = await client.submit(page, { how: 'readAloud', purpose: 'notice' });
    expect(beside(bare, 'witness')).toContain('见证人');
    const given = await client.submit(bare, { purpose: 'notice', how: 'readAloud', witness: '黎婶' });
    expect(section(given, 'consents')).toContain('同意在公示单上写名字');
    const form = given.root
      .querySelectorAll('form[action*="/consents/"]')
      .find((one) => one.outerHTML.includes('公示单'))
      ?.getAttribute('action');
    const back = await client.submit(given, {}, `form[action="${form}"]`);
    expect(section(back, 'consents')).not.toContain('同意在公示单上写名字');
  });

  it('have papers that were seen', async () => {
    const { id } = await someone();
    const { client, page } = await open('小周', `/members/${id}/certificates`);
    const bare = await client.submit(page, { certificateKind: 'professional', validFrom: '不记得' });
    expect(beside(bare, 'validFrom')).toContain('没看懂是哪一天');
    const numberless = await client.submit(bare, { certificateKind: 'professional', validFrom: '2026-01-01' });
    expect(beside(numberless, 'number')).toBe('请填编号。');
    const over = { certificateKind: 'training', validFrom: '2025-01-01', validTo: '2026-01-01' };
    expect(section(await client.submit(numberless, over), 'consents')).toContain('过期了');
  });
});

describe('cards', () => {
  it('are given out, printed with numbers to call in full, and reported lost', async () => {
    const { id } = await someone();
    const { client, page } = await open('阿芬', `/members/${id}/card`);
    expect(page.root.querySelector('.card-front')).toBeNull();
    const member = await client.submit(page, { kind: 'member' }, 'form[action$="/cards"]');
    expect(member.url).toBe(`/members/${id}/card`);
    expect(member.text('.card-front')).toMatch(/\d{4} \d{4}/);
    expect(member.text('.card-front')).toContain('阿芬 0766-8120001');
    expect(member.text('.card-front')).toContain('大稳村居家养老服务站 0766-12345');
    await post(client, `/members/${id}/cards`, { kind: 'wall' });
    const both = await client.get(`/members/${id}/card`);
    expect(both.root.querySelectorAll('.wall-lines tbody tr').length).toBe(10);
    expect((await post(client, `/members/${id}/cards`, { kind: 'gold' })).statusCode).toBe(422);
    const revoke = links(await client.get(`/members/${id}`), 'a').find((url) => url.endsWith('/revocation')) ?? '';
    const lost = await open('阿芬', revoke);
    expect(beside(await lost.client.submit(lost.page, {}), 'reason')).not.toBe('');
    expect(done(await lost.client.submit(lost.page, { reason: '丢了' }))).toContain('挂失了');
    expect((await lost.client.get(revoke)).status).toBe(404);
  });
});

describe('her PIN', () => {
  it('is chosen by herself, twice the same, with a second person named', async () => {
    const { world } = office;
    const { id } = await someone();
    await post(await office.as('阿芬'), `/members/${id}/cards`, { kind: 'member' });
    const { client, page } = await open('阿芬', `/members/${id}/pin`);
    expect(page.root.querySelector('body')?.classList.contains('elder')).toBe(true);
    expect(page.root.querySelector('nav')).toBeNull();
    const type = (typed: Record<string, string>) =>
      client.submit(page, { pin: '258036', pinAgain: '258036', ...typed });
    const alone = await type({ presentName: '' });
    expect(beside(alone, 'presentName')).toContain('要有第二个人在场');
    expect(beside(await type({ presentName: '阿芬' }), 'presentName')).toContain('要有第二个人在场');
    const differs = await type({ presentName: '黎婶', presentPhone: '13800002222', pinAgain: '258037' });
    expect(beside(differs, 'pinAgain')).toContain('两遍按的不一样');
    expect(differs.root.querySelector('#f-presentName')?.getAttribute('value')).toBe('黎婶');
    expect(differs.html).not.toContain('258036');
    expect(
      beside(
        await type({ presentName: '黎婶', presentPhone: '13800002222', pin: '123456', pinAgain: '123456' }),
        'pin',
      ),
    ).toContain('太容易猜');
    expect(
      beside(await type({ presentName: '黎婶', presentPhone: '13800002222', pin: '12', pinAgain: '12' }), 'pin'),
    ).not.toBe('');
    const set = await type({ presentName: '黎婶', presentPhone: '13800002222', pin: '２５８０３６' });
    expect(set.url).toBe(`/members/${id}/pin?done=yes`);
    expect(set.text('main')).toContain('谁问都不要说');
    expect(section(await client.get(`/members/${id}`), 'cards')).toContain('黎婶在场，阿芬经办');
    const [card] = await client
      .get(`/members/${id}`)
      .then((file) => /(\d{4}) (\d{4})/.exec(section(file, 'cards')) ?? []);
    await expect(signInMember(world.job('door'), { who: card ?? '', pin: '258036' })).resolves.toEqual({
      subjectId: id,
    });
  });

  it('is opened again by the clerk after too many tries', async () => {
    const { world } = office;
    const { id } = await someone();
    const helper = await office.as('阿芬');
    const issued = await post(helper, `/members/${id}/cards`, { kind: 'member' });
    expect(issued.statusCode).toBe(303);
    const page = await helper.get(`/members/${id}/pin`);
    await helper.submit(page, { presentName: '黎婶', presentPhone: '13800002222', pin: '258036', pinAgain: '258036' });
    const who = /\d{4} \d{4}/.exec(section(await helper.get(`/members/${id}`), 'cards'))?.[0] ?? '';
    for (let tries = 0; tries < 7; tries++)
      await signInMember(world.job('door'), { who, pin: '147025' }).catch(() => {});
    const clerk = await office.as('黄姐');
    const locked = await clerk.get(`/members/${id}`);
    expect(section(locked, 'cards')).toContain('今天试的次数多了');
    const opened = await clerk.submit(locked, {}, 'form[action$="/pin-unlock"]');
    expect(section(opened, 'cards')).not.toContain('今天试的次数多了');
    // The helper was in the room when it was chosen: it is not hers to open.
    expect((await post(helper, `/members/${id}/pin-unlock`)).statusCode).toBe(404);
  });
});

describe('a look', () => {
  it('at an identity number is written down with who and what for, and shown once', async () => {
    const id = office.id('陈伯');
    const { client, page } = await open('黄姐', `/members/${id}/looks?what=identity`);
    expect(page.html).not.toContain('19420315');
    const bare = await client.submit(page, {});
    expect([bare.status, beside(bare, 'why')]).toEqual([422, '请填原因。']);
    const before = (await office.audited(id)).length;
    const shown = await client.submit(bare, { why: 'paper' });
    expect(shown.status).toBe(200);
    expect(shown.text('.shown')).toMatch(/445321 19420315 \d{3}[\dX]/);
    expect(shown.headers['cache-control']).toBe('no-store');
    const rows = (await office.audited(id)).slice(before);
    expect(rows).toMatchObject([
      {
        verb: 'reveal',
        noun: 'member',
        outcome: 'done',
        reason: 'identity.paper',
        actorId: office.world.user('黄姐').id,
      },
    ]);
    expect((await client.get(`/members/${id}/looks?what=identity`)).html).not.toContain('19420315');
  });

  it('that is not the helper’s is refused, and that too is written down', async () => {
    const id = office.id('陈伯');
    const helper = await office.as('阿芬');
    const before = (await office.audited(id)).length;
    const answer = await post(helper, `/members/${id}/looks`, { what: 'identity', why: 'check' });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('19420315');
    expect((await office.audited(id)).slice(before)).toMatchObject([{ outcome: 'refused', reason: 'identity.check' }]);
  });

  it('at phone, address and contacts is the helper’s, in both languages', async () => {
    const { world } = office;
    const { id } = await world.approved('有电话', { ...FACE, phone: '13800006666' });
    const helper = await office.as('阿芬');
    const told = {
      contactName: '黎婶',
      contactRelation: '隔壁邻居',
      contactPhone: '13800002222',
      contactAgreed: 'yes',
    };
    await post(helper, `/members/${id}/contacts`, told);
    for (const lang of LANGS) {
      const client = await office.as('阿芬', lang);
      const look = async (what: string) =>
        client.submit(await client.get(`/members/${id}/looks?what=${what}`), { why: 'call' });
      const phone = await look('phone');
      expect(phone.root.querySelector('.shown a')?.getAttribute('href')).toBe('tel:13800006666');
      const contacts = await look('contacts');
      expect(contacts.text('.shown')).toContain('黎婶 隔壁邻居13800002222');
      expect((await look('address')).text('main')).toContain(lang === 'en' ? 'Nothing is on file' : '没有登记');
    }
    const reasons = (await office.audited(id)).filter(({ verb }) => verb === 'reveal').map(({ reason }) => reason);
    expect(reasons.slice(0, 3)).toEqual(['phone.call', 'contacts.call', 'address.call']);
    expect((await post(helper, `/members/${id}/looks`, { what: 'soul', why: 'call' })).statusCode).toBe(422);
  });
});

describe('one person in two posts', () => {
  it('decides on nothing that went through her own hands: it is refused in words, on the file', async () => {
    const { world } = office;
    await world.alsoGrant('阿芬', 'clerk', world.member('陈伯').regionCode);
    const { id } = await someone('submitted');
    const both = await office.as('阿芬');
    const refused = await both.submit(await both.get(`/members/${id}`), {}, '.decision form');
    expect(refused.status).toBe(422);
    expect(refused.problems).toEqual(['前面有一步是您办的，这一步要换一个人来办。']);
    expect(refused.h1).toBe(`第${enrolled}婆`);
  });
});
