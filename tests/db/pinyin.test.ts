import { describe, expect, it } from 'vitest';
import { spell, spellName, spellPlace } from '#db/pinyin';

describe('a name on an English page', () => {
  it.each([
    ['陈光财', 'Chen Guangcai'],
    ['陈伯', 'Chen Bo'],
    ['阿芬', 'A Fen'],
    ['欧阳娜', 'Ouyang Na'],
    ['区凤莲', 'Ou Fenglian'],
    ['单田芳', 'Shan Tianfang'],
    ['吕四娘', 'Lü Siniang'],
    ['王安安', "Wang An'an"],
    ['陈李美华', 'Chenli Meihua'],
    ['阿依古丽·买买提', 'Ayiguli·Maimaiti'],
    ['梁主任', 'Director Liang'],
    ['欧阳书记', 'Secretary Ouyang'],
    ['单老师', 'Teacher Shan'],
    ['Mary 陈', 'Mary Chen'],
    ['Mary', 'Mary'],
    ['', ''],
  ])('%s is %s, family name first', (name, spelled) => expect(spellName(name)).toBe(spelled));

  it('is typed with v and sorted without capitals', () => {
    expect(spell('吕四娘')).toEqual({ pinyin: 'lv si niang', initials: 'lsn' });
  });
});

describe('a place on an English page', () => {
  it.each([
    ['大稳村民委员会', 'Dawen Village'],
    ['大稳村', 'Dawen Village'],
    ['庞村村民委员会', 'Pang Village'],
    ['城东社区居民委员会', 'Chengdong Community'],
    ['云硫居委会', 'Yunliu Community'],
    ['新兴县', 'Xinxing County'],
    ['云安区', "Yun'an District"],
    ['郁南县', 'Yunan County'],
    ['罗定市', 'Luoding City'],
    ['高村镇', 'Gaocun Town'],
    ['云城街道', 'Yuncheng Subdistrict'],
    ['国营林场', 'Guoying Forest Farm'],
    ['三队', 'Team 3'],
    ['第五生产队', 'Team 5'],
    ['12 组', 'Group 12'],
    ['石狗塘', 'Shigoutang'],
    ['大稳村居家养老服务站', 'Dawen Village Elder Care Station'],
  ])('%s is %s', (name, spelled) => expect(spellPlace(name)).toBe(spelled));
});
