/** The named people of the tests, around Dawen village: who they are, and what is on file about them. */
import type { Facts } from '#domain/category';
import { checkDigit } from '#domain/identity';
import type { Relation } from '#domain/kinship';
import type { Role } from '#domain/permission';

export const CITY = '4453';
export const XINXING = '445321';
export const XINCHENG = '445321100';
/** 大稳村 */
export const DAWEN = '445321100210';
/** 黎源村, the next one. */
export const LIYUAN = '445321100211';

/** A number that could be on a card. */
export function cardNumber(bornOn: string, sequence: string): string {
  const first = `445321${bornOn.replaceAll('-', '')}${sequence}`;
  return first + checkDigit(first);
}

/** Of everybody in the demo's office. */
export const PASSWORD = 'bamboo by the river';

export interface Officer {
  login: string;
  role: Role;
  regionCode: string;
  /** Proposed by, accepted by. */
  by: readonly [string, string];
  actingFor?: string;
}

/** The first two city officers are founded; everybody else is proposed by one and accepted by another, in this order. */
export const FOUNDERS = { 罗处: 'luo', 邓处: 'deng' } as const;
export const STAFF: Record<string, Officer> = {
  审计老吴: { login: 'wu', role: 'auditor', regionCode: CITY, by: ['罗处', '邓处'] },
  苏科: { login: 'su', role: 'county', regionCode: XINXING, by: ['罗处', '邓处'] },
  何科: { login: 'he', role: 'county', regionCode: XINXING, by: ['邓处', '罗处'] },
  梁主任: { login: 'liang', role: 'town', regionCode: XINCHENG, by: ['苏科', '何科'] },
  陈姐: { login: 'chen', role: 'town', regionCode: XINCHENG, by: ['苏科', '何科'], actingFor: '梁主任' },
  小周: { login: 'zhou', role: 'socialWorker', regionCode: XINCHENG, by: ['梁主任', '苏科'] },
  黄姐: { login: 'huang', role: 'clerk', regionCode: DAWEN, by: ['梁主任', '苏科'] },
  阿芬: { login: 'fen', role: 'helper', regionCode: DAWEN, by: ['梁主任', '苏科'] },
  隔壁阿强: { login: 'qiang', role: 'clerk', regionCode: LIYUAN, by: ['梁主任', '苏科'] },
  隔壁阿珠: { login: 'zhu', role: 'helper', regionCode: LIYUAN, by: ['梁主任', '苏科'] },
};

export interface Somebody {
  name?: string;
  nickname?: string;
  sex: 'female' | 'male';
  bornOn: string;
  phone?: string;
  serves?: boolean;
  receives?: boolean;
  facts?: Facts;
  regionCode?: string;
  /** Sequence digits of an identity card; without them none is on file. */
  card?: string;
  trained?: boolean;
}

export const FACTS: Facts = {
  spouse: 'alive',
  children: [{ lives: 'sameVillage' }],
  livesWith: ['spouse', 'child'],
  allowance: 'none',
  disability: null,
  ability: 'none',
  selfCare: {},
  familyPlanningSpecial: false,
};
const ALONE: Facts = { ...FACTS, spouse: 'none', children: [{ lives: 'elsewhere' }], livesWith: [] };
const COUPLE: Facts = { ...FACTS, children: [{ lives: 'elsewhere' }], livesWith: ['spouse'] };

/** Members, by the name under which everybody knows them; some of them are the persons behind officers. */
export const MEMBERS: Record<string, Somebody> = {
  陈伯: { sex: 'male', bornOn: '1942-03-15', card: '001', receives: true, facts: ALONE },
  七婆: { name: '林七妹', nickname: '七婆', sex: 'female', bornOn: '1942-08-02', receives: true, facts: ALONE },
  张伯: { sex: 'male', bornOn: '1944-01-20', card: '003', receives: true, facts: COUPLE },
  张婆: { sex: 'female', bornOn: '1947-06-11', card: '022', receives: true, facts: COUPLE },
  李姨: { sex: 'female', bornOn: '1963-05-02', card: '024', phone: '13800001001', ...both(), trained: true },
  老梁: { sex: 'male', bornOn: '1960-02-09', card: '005', phone: '13800001002', ...both(), trained: true },
  阿珍: { name: '陈阿珍', sex: 'female', bornOn: '1981-09-30', card: '026', phone: '13800001003' },
  阿芬家婆: { name: '黎桂花', sex: 'female', bornOn: '1950-10-01', receives: true, facts: FACTS },
  梁妈: { name: '区凤莲', sex: 'female', bornOn: '1948-12-12', receives: true, facts: FACTS },
  阿芬: { name: '梁桂芬', nickname: '阿芬', sex: 'female', bornOn: '1985-04-18', phone: '13800001004', serves: true },
  梁主任: { name: '梁国强', sex: 'male', bornOn: '1975-07-07' },
  陈姐: { name: '陈丽', sex: 'female', bornOn: '1980-01-02' },
  黄姐: { name: '黄秀英', sex: 'female', bornOn: '1978-03-03', regionCode: LIYUAN },
};

function both() {
  return { serves: true, receives: true, facts: FACTS };
}

/** relative is member's relation. */
export const KIN: readonly { member: string; relative: string; relation: Relation }[] = [
  { member: '张伯', relative: '张婆', relation: 'spouse' },
  { member: '阿芬', relative: '阿芬家婆', relation: 'parentInLaw' },
  { member: '梁主任', relative: '梁妈', relation: 'parent' },
  { member: '梁主任', relative: '老梁', relation: 'cousin' },
];

/** Who is there when they choose a PIN: a neighbour, who can be called. */
export const PRESENT = { presentName: '黎婶', presentPhone: '13800002222' };

/** Set by themselves with a neighbour in the room; the demo prints them, because it is a demo. */
export const PINS: Record<string, string> = { 陈伯: '720415', 李姨: '590831', 老梁: '804127', 阿珍: '316809' };
