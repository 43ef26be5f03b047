/** Bad input on every form of the members' noun: nothing typed is lost, and the words lead to the field and say how to mend it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberRoutes } from '#http/member/routes';
import { liveCardsOf } from '#records/card';
import { LANGS, type MemberOffice, openMemberOffice } from '#tests/http/member-office';
import { checkRefused } from '#tests/support/refused';

import { declareKin } from '#usecases/kin/declare';
import { reportDeath } from '#usecases/member/report-death';
import { suspendMember } from '#usecases/member/suspend';

type Typed = Record<string, string | string[]>;

let office: MemberOffice;
const ids: Record<string, string> = {};
beforeAll(async () => {
  office = await openMemberOffice();
  const { world } = office;
  const face = { sex: 'female', bornOn: '1950-03-02', receives: true } as const;
  ids.new = (await world.enrol('新婆', face)).id;
  ids.paused = (await world.approved('停婆', face)).id;
  ids.gone = (await world.approved('故婆', face)).id;
  ids.chen = office.id('陈伯');
  ids.zhang = office.id('张伯');
  ids.card = await world.read(async (act) => (await liveCardsOf(act, office.id('陈伯')))[0]?.id ?? '');
  await suspendMember(world.desk('梁主任'), { id: ids.paused, reason: '核实' });
  await reportDeath(world.desk('阿芬'), { id: ids.gone, diedOn: world.today(), note: null });
  const bond = { memberId: ids.chen, relativeId: office.id('张婆'), relation: 'cousin', proof: null } as const;
  ids.kin = (await declareKin(world.desk('阿芬'), { key: world.key(), ...bond })).id;
}, 60_000);
afterAll(() => office.close());

const LONG = '长'.repeat(301);

interface Bad {
  /** As it stands in the table of routes. */
  route: string;
  by: string;
  /** Where the form is; `:chen` and so on are people and things of the set-up. */
  at: string;
  form?: string;
  typed: Typed;
  secrets?: string[];
}

const CORRECTION = '/members/:id/correction';
const BAD: Bad[] = [
  {
    route: CORRECTION,
    by: '阿芬',
    at: '/members/:chen/correction?what=name',
    typed: { name: ' ', nickname: '细'.repeat(41) },
  },
  { route: CORRECTION, by: '阿芬', at: '/members/:chen/correction?what=phone', typed: { phone: '138 0000' } },
  { route: CORRECTION, by: '阿芬', at: '/members/:chen/correction?what=address', typed: { address: '远'.repeat(121) } },
  {
    route: CORRECTION,
    by: '黄姐',
    at: '/members/:chen/correction?what=identity',
    typed: { identityKind: 'other', identityNumber: '', bornOn: '上个月"<', sex: 'male' },
  },
  {
    route: CORRECTION,
    by: '阿芬',
    at: '/members/:chen/correction?what=facts',
    typed: {
      ...{ spouse: 'alive', livesWith: ['nobody', 'child'], children_sameVillage: '好多', children_elsewhere: '两个' },
      ...{ allowance: 'dibao', disability: '2', disabilityKind: 'sight', ability: 'mild', care_bathing: 'cannot' },
      ...{ care_all: 'yes', familyPlanningSpecial: 'yes' },
    },
  },
  {
    route: '/members/:id/suits',
    by: '阿芬',
    at: '/members/:chen/suits',
    typed: { dialects: ['hakka'], times_morning: ['1', '5'], volunteerSex: 'any', sexMust: 'yes' },
  },
  {
    route: '/members/:id/away',
    by: '阿芬',
    at: '/members/:chen/away',
    typed: { awayKind: 'hospital', fromDay: '大概上礼拜', toDay: '不晓得' },
  },
  { route: '/members/:id/back', by: '阿芬', at: '/members/:chen/back', typed: { onDay: '３２月１日' } },
  {
    route: '/members/:id/move',
    by: '黄姐',
    at: '/members/:chen/move?to=445321100211',
    typed: { reason: LONG },
  },
  {
    route: '/members/:id/household',
    by: '阿芬',
    at: `/members/:chen/household?q=${encodeURIComponent('李姨')}`,
    form: 'form.join',
    typed: {},
  },
  {
    route: '/members/:id/household',
    by: '阿芬',
    at: '/members/:zhang/household',
    form: 'form.leave',
    typed: { reason: ' ' },
  },
  {
    route: '/members/:id/kin',
    by: '阿芬',
    at: `/members/:chen/kin?q=${encodeURIComponent('李姨')}`,
    typed: { cardNumber: '1234', relation: 'cousin', proof: 'villageLetter' },
  },
  {
    route: '/members/:id/kin/:kid/confirmation',
    by: '黄姐',
    at: '/members/:chen/kin/:kin/confirmation',
    typed: { mayAct: 'yes' },
  },
  { route: '/members/:id/kin/:kid/end', by: '黄姐', at: '/members/:chen/kin/:kin/end', typed: { reason: '' } },
  {
    route: '/members/:id/contacts',
    by: '阿芬',
    at: '/members/:chen/contacts',
    typed: { contactName: '黎"婶"', contactRelation: ' ', contactPhone: '一二三' },
  },
  {
    route: '/members/:id/consents',
    by: '阿芬',
    at: '/members/:chen/consents',
    typed: { purpose: 'notice', how: 'readAloud', witness: '' },
  },
  {
    route: '/members/:id/certificates',
    by: '阿芬',
    at: '/members/:chen/certificates',
    typed: { certificateKind: 'professional', number: '', validFrom: '去年吧', validTo: '后来' },
  },
  {
    route: '/members/:id/cards/:cid/revocation',
    by: '阿芬',
    at: '/members/:chen/cards/:card/revocation',
    typed: { reason: LONG },
  },
  {
    route: '/members/:id/pin',
    by: '阿芬',
    at: '/members/:chen/pin',
    typed: { presentName: '黎婶', presentPhone: '13800002222', pin: '7392', pinAgain: '1' },
    secrets: ['pin', 'pinAgain'],
  },
  { route: '/members/:id/looks', by: '黄姐', at: '/members/:chen/looks?what=identity', typed: {} },
  { route: '/members/:id/return', by: '黄姐', at: '/members/:new/return', typed: { reason: 'other', note: LONG } },
  { route: '/members/:id/suspension', by: '梁主任', at: '/members/:chen/suspension', typed: { reason: '' } },
  { route: '/members/:id/resumption', by: '梁主任', at: '/members/:paused/resumption', typed: { reason: ' ' } },
  { route: '/members/:id/cancellation', by: '阿芬', at: '/members/:new/cancellation', typed: { reason: '' } },
  {
    route: '/members/:id/death',
    by: '阿芬',
    at: '/members/:chen/death',
    typed: { diedOn: '好像上个礼拜', note: LONG },
  },
  {
    route: '/members/:id/death-withdrawal',
    by: '梁主任',
    at: '/members/:gone/death-withdrawal',
    typed: { reason: ' ' },
  },
];

/** One press, nothing to fill in: what can be wrong about it is said on the file. */
const PRESSES = [
  'submission',
  'check',
  'approval',
  'cards',
  'pin-unlock',
  'contacts/:cid/end',
  'consents/:cid/withdrawal',
].map((press) => `/members/:id/${press}`);

const there = (at: string) => at.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? `:${name}`);

describe('a form that was not understood', () => {
  it.each(BAD.map((bad) => ({ ...bad, name: `${bad.at} ${bad.form ?? ''}` })))('$name', async (bad) => {
    const { by, at, typed, secrets, form = 'main form[method=post]' } = bad;
    for (const lang of LANGS) {
      const client = await office.as(by, lang);
      const page = await client.get(there(at));
      expect(page.status, there(at)).toBe(200);
      const refused = await client.submit(page, typed, form);
      checkRefused(refused, typed, secrets);
      // Once more with the same: the form that came back is as good as the first.
      checkRefused(await client.submit(refused, {}, form), secrets ? {} : typed);
    }
  });

  it('is tried for every one there is', () => {
    const posts = memberRoutes.filter(({ method, url }) => method === 'POST' && !url.startsWith('/members/new'));
    const tried = new Set([...BAD.map(({ route }) => route), ...PRESSES]);
    expect(posts.map(({ url }) => url).filter((url) => !tried.has(url))).toEqual([]);
    for (const { url, form } of posts) expect(form, url).toBeDefined();
  });
});

const QUESTION = 'main form.question-form';
/** Each question of an enrolment: nonsense with much to lose, then an answer that leads on. */
const QUESTIONS: [step: string, nonsense: Typed, answer: Typed][] = [
  ['who', { name: ' ', nickname: '九"婆"', parts: ['receives', 'serves'] }, { name: '林阿妹' }],
  [
    'identity',
    { identityKind: 'other', identityNumber: '', bornOn: '一九四几年', sex: 'female' },
    { identityKind: 'none', bornOn: '1945年' },
  ],
  ['village', { villageCode: '' }, { villageCode: '445321100211' }],
  ['home', { address: '远'.repeat(121), homeRegionCode: '44' }, { address: '祠堂后面' }],
  [
    'phone',
    { phone: '138', contactName: '黎婶', contactRelation: '隔壁', contactPhone: '没有', contactAgreed: 'yes' },
    { phone: '', contactPhone: '13800002222' },
  ],
  [
    'family',
    {
      known: 'now',
      spouse: 'none',
      livesWith: ['nobody', 'child'],
      children_sameVillage: '好多',
      children_elsewhere: '两个',
    },
    { livesWith: ['child'], children_sameVillage: '１' },
  ],
  [
    'care',
    { allowance: '', disability: '2', disabilityKind: 'sight', care_eating: 'withHelp', care_all: 'yes' },
    { allowance: 'dibao' },
  ],
  [
    'consent',
    { consent_enrol: [], consent_sensitive: 'yes', how: 'readAloud', witness: '' },
    { consent_enrol: 'yes', witness: '黎婶' },
  ],
];

describe('a question of an enrolment that was not understood', () => {
  it.each(LANGS)('keeps every answer, here and when one comes back to it (%s)', async (lang) => {
    // A social worker has several villages, so she is asked all of them.
    const client = await office.as('小周', lang);
    let page = await client.get('/members/new');
    for (const [step, nonsense, answer] of QUESTIONS) {
      if (step !== 'who') expect(page.url, step).toContain(`/${step}`);
      const refused = await client.submit(page, nonsense, QUESTION);
      checkRefused(refused, nonsense);
      expect(refused.root.querySelector('.back a'), step).not.toBeNull();
      expect(refused.text('.step'), step).toMatch(/[/共of]/);
      const later = step === 'who' ? refused : await client.get(refused.url);
      const kept = Object.entries(nonsense).filter(([name]) => !(name in answer));
      for (const [name, value] of kept.filter(([, one]) => typeof one === 'string' && one !== '')) {
        const field = later.root.querySelectorAll(`${QUESTION} [name="${name}"]`);
        const shown = field.some(
          (one) =>
            one.getAttribute('value') === value &&
            (one.getAttribute('type') === 'text' || one.getAttribute('type') === 'tel' || one.hasAttribute('checked')),
        );
        const chosen =
          later.root.querySelector(`${QUESTION} [name="${name}"] option[selected]`)?.getAttribute('value') === value;
        expect(shown || chosen, `${step}: ${name} is still there`).toBe(true);
      }
      page = await client.submit(refused, answer, QUESTION);
      expect(page.problems, step).toEqual([]);
    }
    expect(page.url).toContain('/check');
    expect((await client.submit(page, {}, QUESTION)).url).toContain('/enrolment');
  });
});
