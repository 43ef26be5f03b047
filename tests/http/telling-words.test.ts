/** What is told fits one SMS whatever happened, names whom to call, and has no word of a bank in it. */
import { describe, expect, it } from 'vitest';
import { PAIR_EVENTS, SHORT, SIDES, TOLD_EVENTS } from '#domain/telling';
import { messageWords, tellingWords } from '#http/telling-words';
import { LANGUAGES, type Language, translator } from '#i18n/words';
import { deed } from '#i18n/zh-CN/deed';
import type { Telling } from '#usecases/telling/read';

const HELPER = { name: '梁桂芬', phone: '0766-8120001' };
const BANK = /银行|存款|贷款|利息|兑换|bank|deposit|loan|redeem/i;

function told(over: { code?: string; elder?: string; giver?: string; served?: boolean } = {}): Omit<Telling, 'notice'> {
  const { code = 'A02', elder = '陈伯', giver = '李姨', served = true } = over;
  const person = (id: string, name: string) => ({ id, name, nickname: null });
  return {
    line: {
      exchange: {
        servedOn: served ? '2026-11-23' : null,
        plannedOn: '2026-11-25',
        plannedStart: 9 * 60 + 30,
        servedMinutes: served ? 150 : null,
        plannedMinutes: 120,
        startMinute: null,
        halfDay: null,
      },
      service: { code, nameZh: '陪伴', nameEn: 'Company' },
      beneficiaries: [person('elder', elder)],
      volunteers: [{ ...person('volunteer', giver), of: { servedMinutes: 150, creditedMinutes: 120 } }],
    } as unknown as Telling['line'],
  };
}
const notice = (event: string, side: string) => ({ event, side, toId: side }) as unknown as Telling['notice'];
const wordsOf = (lang: Language) => ({ lang, t: translator(lang) });
const CODES = Object.keys(deed).map((key) => key.slice('deed.'.length).replace('other', 'Z99'));

describe('a message', () => {
  for (const lang of LANGUAGES) {
    it(`is one SMS for every event, side and service, with whom to call (${lang})`, () => {
      for (const code of CODES) {
        for (const event of TOLD_EVENTS) {
          for (const side of SIDES) {
            const telling = { notice: notice(event, side), ...told({ code, served: event === 'logged' }) };
            const text = messageWords(telling, HELPER, '0766-12345', wordsOf(lang));
            expect(text.length, text).toBeLessThanOrEqual(SHORT[lang]);
            expect(text).toContain(HELPER.phone);
            expect(text).not.toMatch(BANK);
            // What happened is said, not only that something did.
            expect(text).toContain(tellingWords(telling, wordsOf(lang)));
          }
        }
      }
    });
  }

  it.each(LANGUAGES)('of a pair is one SMS too (%s)', (lang) => {
    const person = (id: string, name: string) => ({ id, name, nickname: null });
    const days = { substituteId: 'instead', substituteFrom: '2026-11-28', substituteTo: '2026-12-28' };
    const pair = {
      pairing: { visitsPerMonth: 12, beginsOn: '2026-11-28', ...days },
      ...{ elder: person('elder', '欧阳婆婆'), volunteer: person('volunteer', '欧阳阿姨') },
      substitute: person('instead', '欧阳大叔'),
    } as unknown as NonNullable<Telling['pair']>;
    for (const event of PAIR_EVENTS) {
      for (const toId of [...SIDES, 'instead']) {
        const side = toId === 'instead' ? 'volunteer' : toId;
        const told = { notice: { ...notice(event, side), toId }, line: null, pair };
        const text = messageWords(told, HELPER, '0766-12345', wordsOf(lang));
        expect(text.length, text).toBeLessThanOrEqual(SHORT[lang]);
        expect(text).toContain(tellingWords(told, wordsOf(lang)));
      }
    }
  });

  it('says so where a name is too long for one SMS, and cuts nobody in two', () => {
    const long = '买买提·阿不都热合曼·吐尔逊江·阿卜杜拉·库尔班';
    const telling = { notice: notice('logged', 'close'), ...told({ elder: long, giver: long }) };
    const text = messageWords(telling, HELPER, '0766-12345', wordsOf('zh-CN'));
    expect(text).toBe('您有一条新的服务消息，请问一声。 助老员梁桂芬 0766-8120001');
    const hers = messageWords(telling, { name: long.repeat(2), phone: '0766-8120001' }, '0766-12345', wordsOf('zh-CN'));
    expect(hers).toBe('您有一条新的服务消息，请问一声。 电话 0766-12345');
  });

  it('is signed with the service line where a village has no helper', () => {
    const telling = { notice: notice('logged', 'elder'), ...told() };
    expect(messageWords(telling, null, '0766-12345', wordsOf('zh-CN'))).toMatch(/ 电话 0766-12345$/);
  });
});

describe('a sentence', () => {
  const said = (event: string, side: string, over = {}) =>
    tellingWords({ notice: notice(event, side), ...told(over) }, wordsOf('zh-CN'));

  it('speaks to each from her own side', () => {
    expect(said('logged', 'elder')).toBe(
      '李姨11月23日陪您聊天，2 小时 30 分钟，已登记。不对请说。'.replace('2 小时 30 分钟', '2 小时半'),
    );
    expect(said('logged', 'close')).toContain('陪陈伯聊天');
    expect(said('matched', 'volunteer', { served: false })).toBe('请您11月25日上午 9 点半陪陈伯聊天。');
  });

  it('tells a volunteer what was credited, and the elder what was done', () => {
    expect(said('credited', 'volunteer')).toContain('2 小时，已入账');
    expect(said('credited', 'elder')).toContain('2 小时半，已入账');
  });
});
