/** The list of people and one member's file, for every officer who may look at them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MemberOffice, openMemberOffice } from '#tests/http/member-office';

let office: MemberOffice;
beforeAll(async () => {
  office = await openMemberOffice();
});
afterAll(() => office.close());

const OFFICERS = ['阿芬', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴'];
const LANGS = ['zh-CN', 'en'] as const;

describe('the list', () => {
  it('opens for every officer in both languages', async () => {
    for (const name of OFFICERS) {
      for (const lang of LANGS) {
        const client = await office.as(name, lang);
        const page = await client.get('/members');
        expect(page.status, name).toBe(200);
        expect(page.h1).toBe(lang === 'en' ? 'People' : '人');
        expect(page.text('.people'), name).toContain('陈伯');
      }
    }
  });
});

describe('the file', () => {
  it('opens for every officer in both languages', async () => {
    for (const name of OFFICERS) {
      for (const lang of LANGS) {
        const client = await office.as(name, lang);
        for (const who of ['陈伯', '七婆', '李姨']) {
          const page = await client.get(`/members/${office.id(who)}`);
          expect(page.status, name).toBe(200);
          expect(page.h1).toBe(who);
        }
      }
    }
  });
});
