import { describe, expect, it } from 'vitest';
import { markChinese } from '#http/chinese';

const SPAN = (words: string) => `<span lang="zh-CN">${words}</span>`;

describe('Chinese on an English page', () => {
  it.each([
    ['<p>Chen Bo 陈伯</p>', `<p>Chen Bo ${SPAN('陈伯')}</p>`],
    ['<p>卡上写的是 40 分钟，请核对 (Liang)</p>', `<p>${SPAN('卡上写的是 40 分钟，请核对')} (Liang)</p>`],
    ['<p>a<br>陈<b>伯</b></p>', `<p>a<br>${SPAN('陈')}<b>${SPAN('伯')}</b></p>`],
    ['<option value="1">陈伯</option>', '<option lang="zh-CN" value="1">陈伯</option>'],
    ['<textarea name="a">门口有狗</textarea>', '<textarea lang="zh-CN" name="a">门口有狗</textarea>'],
    ['<input name="q" value="陈伯">', '<input lang="zh-CN" name="q" value="陈伯">'],
    ['<a aria-label="Call A Ming, 小卖部">1</a>', '<a lang="zh-CN" aria-label="Call A Ming, 小卖部">1</a>'],
    ['<p>Chen Bo &amp; Li Yi</p>', '<p>Chen Bo &amp; Li Yi</p>'],
  ])('%s says that it is Chinese', (html, marked) => expect(markChinese(html)).toBe(marked));

  it('is left alone where it says so already, and inside', () => {
    const html = '<p><a lang="zh-CN" href="/x">中文</a></p><div lang="zh-CN"><p>陈伯</p></div>';
    expect(markChinese(html)).toBe(html);
  });

  it('is marked again after what says so has ended', () => {
    expect(markChinese('<i lang="zh-CN">陈</i>伯')).toBe(`<i lang="zh-CN">陈</i>${SPAN('伯')}`);
  });
});
