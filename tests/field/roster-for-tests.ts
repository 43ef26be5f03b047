/** A small list of people as the house sends it, with somebody of every kind. */
import type { Draft, Order, Person, Roster, Volunteer } from '#field/types';

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  ...{ id, name, nickname: null, pinyin: '', initials: '', hamlet: '', villageName: '大稳村', dueRank: null },
  ...{ recentRank: null, lastService: null, lastVolunteers: [], householdIds: [], phone: null, away: null },
  ...more,
});
const volunteer = (id: string, name: string): Volunteer => ({
  ...{ id, name, pinyin: '', initials: '', village: '大稳村', inPost: false },
});
export const ORDER: Order = {
  ...{ id: 'order', memberIds: ['chen'], volunteerIds: ['li'], plannedOn: '2026-11-24', serviceCode: 'B03' },
  words: '李姨 帮 陈伯 做饭，明天',
};

export const ROSTER: Roster = {
  ...{
    at: 0,
    expiresAt: 7 * 86_400_000,
    user: { id: 'fen', name: '阿芬', personId: 'fen-herself' },
    csrf: '',
    pinKey: null,
  },
  people: [
    person('qi', '七婆（林七妹）', { nickname: '七婆', pinyin: 'lin qi mei', initials: 'lqm', phone: '13800001234' }),
    person('chen', '陈伯（陈光财）', {
      nickname: '陈伯',
      pinyin: 'chen guang cai',
      initials: 'cgc',
      cards: ['71234567'],
    }),
    person('mother', '家婆', { pinyin: 'jia po', initials: 'jp' }),
    person('lv', '吕四娘', { pinyin: 'lv si niang', initials: 'lsn' }),
  ],
  volunteers: [volunteer('li', '李姨'), volunteer('liang', '老梁')],
  kin: [],
  family: ['mother'],
  services: [{ code: 'B03', name: '做饭', maxMinutes: 120, enabled: true }],
  orders: [ORDER],
};

/** As it stands after one tap on a person, one on a length. */
export const DRAFT: Draft = {
  ...{ id: 'abcdefghijklmnopqrstuv', userId: 'fen', touchedAt: 0, round: false, memberIds: ['qi'], found: {} },
  ...{
    serviceCode: 'B03',
    minutes: '60',
    otherMinutes: '',
    ago: '0',
    otherDay: '',
    halfDay: 'morning',
    start: '',
    end: '',
  },
  ...{ volunteerIds: ['li'], relativeIds: [], ownMinutes: {}, order: null, reason: 'found_on_visit' },
  ...{ told: false, sure: false, mends: false },
};
