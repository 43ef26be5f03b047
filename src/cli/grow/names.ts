/** What people and hamlets around Yunfu are called, and by what number they might be called up. */
import type { Dice } from '#cli/grow/dice';

const SURNAMES = [
  ...'陈陈陈陈梁梁梁黎黎李李李林林黄黄黄区叶苏苏何罗罗彭吴张麦莫欧邓谭潘刘曾余温顾严伍岑简廖甘练盘冼植',
  '欧阳',
];
const OLDER = { female: '桂凤秀英兰娣妹带金玉珍莲彩群好银木水', male: '国荣强伟炳坤水木金荣生财发贵明德祥光' };
const YOUNGER = { female: '丽敏婷燕静娟霞芳萍慧怡敏琳颖洁', male: '志勇杰辉俊锋健斌涛鹏文军华超立' };
const SECOND = { female: '兰英妹娣珍好芳花莲群琼', male: '强荣明华生才标辉初泉' };
const BIRDS = ['肥', '高佬', '矮仔', '大眼', '豆豉', '补鞋', '打铁', '卖鱼', '后山', '桥头'];
const ORDER = ['二', '三', '四', '五', '六', '七', '八', '九', '十'];
const HAMLETS = ['上', '下', '新', '旧', '大', '塘边', '石桥', '竹园', '榕树', '坑口', '岭脚', '水口', '社边', '黄屋'];

export type Sex = 'female' | 'male';

/** A name on file. Half of those born before 1960 have two characters, nearly all of the others three. */
export function fullName(dice: Dice, sex: Sex, old: boolean): string {
  const first = dice.pick([...(old ? OLDER : YOUNGER)[sex]]);
  return dice.pick(SURNAMES) + first + (dice.chance(old ? 0.55 : 0.75) ? dice.pick([...SECOND[sex]]) : '');
}

/** 花名, for those who are called by one: 七婆, 肥强, 桥头陈伯. */
export function nickname(dice: Dice, name: string, sex: Sex, old: boolean): string | null {
  if (!dice.chance(old ? 0.35 : 0.2)) return null;
  const [surname, last] = [name.slice(0, name.startsWith('欧阳') ? 2 : 1), name.slice(-1)];
  const title = sex === 'female' ? (old ? '婆' : '姨') : old ? '伯' : '哥';
  return dice.pick([
    dice.pick(ORDER) + title,
    `阿${last}`,
    surname + title,
    dice.pick(BIRDS) + last,
    dice.pick(BIRDS) + surname + title,
  ]);
}

/** Names of hamlets of one village, no two the same. */
export function hamletNames(dice: Dice, count: number): string[] {
  const from = dice.below(HAMLETS.length);
  return Array.from({ length: count }, (_, at) => `${HAMLETS[(from + at) % HAMLETS.length]}村`);
}

/** In the block the demo's own numbers stand in. */
export const phoneNumber = (dice: Dice): string => `13800${String(dice.below(1_000_000)).padStart(6, '0')}`;
