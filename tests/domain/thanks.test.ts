import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gives, type ThanksParts, thanksText } from '#domain/thanks';

const say = ({ giver, place }: ThanksParts) =>
  `${giver ?? '一位志愿者'} 昨天${place ? `在${place}` : ''}帮一位长者做饭，1 小时半。谢谢！`;

/** Names as they are, and as nobody would be called: of the words around them, with blanks, in Latin letters. */
const name = fc.oneof(
  fc.constantFrom('七婆', '陈伯', '李姨', '大稳', '一位', '帮', 'Chen Bo', 'chenbo', '  ', '', '㐱', '１３８'),
  fc.string({ maxLength: 8, unit: 'grapheme' }),
);

describe('a thank-you for the whole village', () => {
  it('says who, when, where and what', () => {
    const text = thanksText({ giver: '李姨', place: '大稳村' }, ['陈光财', '陈伯'], say);
    expect(text).toBe('李姨 昨天在大稳村帮一位长者做饭，1 小时半。谢谢！');
  });

  it('never gives an elder’s name, nickname or number, whatever they are called', () => {
    const number = fc.integer({ min: 10_000, max: 19_999_999_999 }).map(String);
    const elders = fc.array(fc.oneof(name, number), { maxLength: 6 });
    fc.assert(
      fc.property(name, name, elders, fc.boolean(), (giver, place, secrets, mixes) => {
        // Whoever helped may be called like her, in part or in full, or have her number beside the name.
        const called = mixes ? `${giver}${secrets[0] ?? ''}` : giver;
        const text = thanksText({ giver: called, place }, secrets, say);
        for (const secret of secrets) {
          if (secret.trim() !== '' && /[\p{L}\p{N}]/u.test(secret)) expect(text.includes(secret)).toBe(false);
        }
        expect(/\d{5}/.test(text)).toBe(false);
      }),
    );
  });

  it('leaves out the one part that names her, and nothing else', () => {
    expect(thanksText({ giver: '七婆', place: '大稳村' }, ['七婆'], say)).toContain('一位志愿者 昨天在大稳村');
    expect(thanksText({ giver: '李姨', place: '大稳村' }, ['大稳'], say)).toBe(
      '李姨 昨天帮一位长者做饭，1 小时半。谢谢！',
    );
    expect(thanksText({ giver: '李姨 13800001111', place: '大稳村' }, [], say)).toContain('一位志愿者');
  });

  it('says nothing where the words themselves would name her', () => {
    expect(thanksText({ giver: '李姨', place: '大稳村' }, ['长者'], say)).toBe('');
  });

  it('knows a name in capitals, in full width and with blanks in it', () => {
    expect(gives('Li Yi helped CHEN  BO', ['chenbo'])).toBe(true);
    expect(gives('打 １３８-0000-1111', ['13800001111'])).toBe(true);
    expect(gives('李姨', ['', ' ', '——'])).toBe(false);
  });
});
