import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { members } from '#db/schema/people';
import type { PaperForm } from '#domain/sheet';
import { openWorld, type World } from '#tests/support/world';
import { giveConsents } from '#usecases/consent/give';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import { type Enrolment, enrolMember } from '#usecases/member/enrol';
import { viewMember } from '#usecases/member/view';
import { printSheet } from '#usecases/sheet/print';
import { checkSheet, paperAround } from '#usecases/sheet/use';

let world: World;
let number: string;
const print = (form: PaperForm, member: string | null = null) =>
  printSheet(world.desk('阿芬'), { key: world.key(), form, memberId: member && world.member(member).id });
beforeEach(async () => {
  world = await openWorld();
  number = await print('enrolElder');
});
afterEach(() => world.close());

const paper = (changes: { sheet?: string; handledBy?: string } = {}) => ({
  sheet: number,
  handledBy: world.user('阿芬').id,
  ...changes,
});
const enrol = (by: string, changes: Partial<Enrolment> = {}) =>
  enrolMember(world.desk(by), {
    key: world.key(),
    name: '林阿妹',
    nickname: null,
    sex: 'female',
    bornOn: '1945-01-01',
    identity: { kind: 'none' },
    phone: null,
    regionCode: world.member('陈伯').regionCode,
    homeRegionCode: null,
    hamletId: null,
    householdId: null,
    address: null,
    serves: false,
    receives: true,
    language: 'zh-CN',
    facts: null,
    consent: { purposes: ['enrol'], wording: 'enrol-2026-11', how: 'paper', witness: null },
    paper: paper(),
    ...changes,
  });

const count = async () =>
  (await world.read((act) => act.tx.select().from(members).where(eq(members.name, '林阿妹')))).length;

describe('an enrolment form', () => {
  it('puts one person on file, with who wrote it and who typed it in', async () => {
    const { id } = await enrol('黄姐');
    const { papers } = await viewMember(world.desk('阿芬'), id);
    expect(papers).toEqual([
      { sheet: number, form: 'enrolElder', at: world.house.clock(), by: '黄姐', handled: '阿芬' },
    ]);
    expect((await paperAround(world.desk('阿芬'), number)).usedFor).toBe(id);
  });

  it('is keyed in once, whoever does it, even in the same moment; the same page sent again is the same person', async () => {
    const key = world.key();
    const both = await Promise.allSettled([enrol('黄姐', { key }), enrol('阿芬')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enrol('小周')).rejects.toMatchObject({ code: 'sheet_used', params: { field: 'sheet' } });
    expect(await count()).toBe(1);
    const other = await print('enrolElder');
    const again = { key: world.key(), paper: paper({ sheet: other }) };
    expect((await enrol('阿芬', again)).id).toBe((await enrol('阿芬', again)).id);
    expect(await count()).toBe(2);
  });

  it('leaves nothing when its number is none, of another kind, of another village, or was filled in for somebody', async () => {
    const neighbour = await printSheet(world.desk('隔壁阿珠'), {
      key: world.key(),
      form: 'enrolElder',
      memberId: null,
    });
    const cases = [
      ['sheet_unknown', '123456789'],
      ['sheet_unknown', world.card('陈伯')],
      ['sheet_unknown', neighbour],
      ['sheet_wrong_kind', await print('consent')],
      ['sheet_wrong_kind', await print('visits')],
      ['sheet_of_other', await print('enrolElder', '陈伯')],
    ] as const;
    for (const [code, sheet] of cases) {
      const refused = { code, params: { field: 'sheet' } };
      await expect(enrol('阿芬', { paper: paper({ sheet }) })).rejects.toMatchObject(refused);
      await expect(checkSheet(world.desk('阿芬'), paper({ sheet }), 'enrolment')).rejects.toMatchObject(refused);
    }
    const stranger = paper({ handledBy: world.user('隔壁阿珠').id });
    await expect(enrol('阿芬', { paper: stranger })).rejects.toMatchObject({
      code: 'missing',
      params: { field: 'handledBy' },
    });
    expect(await count()).toBe(0);
    expect((await paperAround(world.desk('阿芬'), number)).usedFor).toBeNull();
  });

  it('was written by somebody who does not check it: three people still stand behind her', async () => {
    const { id } = await enrol('阿芬', { paper: paper({ handledBy: world.user('黄姐').id }) });
    await expect(checkMember(world.desk('黄姐'), { id })).rejects.toMatchObject({ code: 'four_eyes' });
    const other = { sheet: await print('enrolVolunteer'), handledBy: world.user('小周').id };
    const fine = await enrol('阿芬', { paper: other });
    await checkMember(world.desk('黄姐'), fine);
    await approveMember(world.desk('梁主任'), fine);
  });
});

describe('a consent form', () => {
  const give = async (by: string, sheet: string, member = '七婆') =>
    giveConsents(world.desk(by), {
      key: world.key(),
      memberId: world.member(member).id,
      purposes: [
        { purpose: 'kinActs', wording: 'kin-2026-11' },
        { purpose: 'notice', wording: 'enrol-2026-11' },
      ],
      how: 'paper',
      witness: null,
      paper: paper({ sheet }),
    });
  const given = async (member = '七婆') =>
    (await viewMember(world.desk('阿芬'), world.member(member).id)).consents.map(({ purpose }) => purpose);

  it('of hers or blank gives all that was ticked on it, once', async () => {
    const hers = await print('consent', '七婆');
    const before = await given();
    await give('黄姐', hers);
    expect((await given()).slice(before.length)).toEqual(['kinActs', 'notice']);
    await expect(give('阿芬', hers)).rejects.toMatchObject({ code: 'sheet_used' });
    expect(await given()).toHaveLength(before.length + 2);
    await give('黄姐', await print('consent'), '张婆');
    expect(await given('张婆')).toContain('kinActs');
  });

  it('of somebody else, or no consent at all, gives nothing', async () => {
    const before = await given();
    await expect(give('黄姐', await print('consent', '陈伯'))).rejects.toMatchObject({ code: 'sheet_of_other' });
    await expect(give('黄姐', number)).rejects.toMatchObject({ code: 'sheet_wrong_kind' });
    expect(await given()).toEqual(before);
  });
});
