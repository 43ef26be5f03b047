/** 告知: what somebody is told of a visit. A message to a phone is one SMS (70 characters): the sentences are short. */
import type { PairEvent, StormEvent, ToldEvent } from '#domain/telling';

const sentences = {
  'telling.asked': '{when}{deed}：已替您请人，找到了再告诉您。',
  'telling.approved': '{when}{deed}：时间约好了，正在找人。',
  'telling.matched': '{giver}答应{when}{deed}。',
  'telling.withdrawn': '{when}{deed}：原来的人来不了，正在另外找人。',
  'telling.logged': '{giver}{when}{deed}，{minutes}，已登记。不对请说。',
  'telling.returned': '{when}{deed}：要改一改，改好再办。',
  'telling.credited': '{giver}{when}{deed}，{minutes}，已入账。',
  'telling.cancelled': '{when}{deed}：取消了，不用时间。',
  'telling.expired': '{when}{deed}：过了日子没有办成，不用时间。',
  'telling.rejected': '{when}{deed}：没有通过，不用时间。',
  'telling.reversed': '{when}{deed}：记录撤销了，时间已退回。',
  'telling.replaced': '{giver}{when}{deed}：原来记错了，改成 {minutes}。',
} as const satisfies Record<`telling.${ToldEvent}`, string>;

/** To whoever serves. */
const mine = {
  'telling.mine.asked': '{when}{deed}：正在审核。',
  'telling.mine.approved': '{when}{deed}：时间约好了。',
  'telling.mine.matched': '请您{when}{deed}。',
  'telling.mine.withdrawn': '{when}{deed}：有人来不了，正在另外找人。',
  'telling.mine.logged': '您{when}{deed}，{minutes}，已登记，等确认。',
  'telling.mine.returned': '您{when}{deed}：记录要改一改，改好再交。',
  'telling.mine.credited': '您{when}{deed}，{minutes}，已入账。',
  'telling.mine.cancelled': '{when}{deed}：这一次取消了。',
  'telling.mine.expired': '{when}{deed}：过了日子没有办成。',
  'telling.mine.rejected': '您{when}{deed}：没有通过，没有入账。',
  'telling.mine.reversed': '您{when}{deed}：记录撤销了，时间已退回。',
  'telling.mine.replaced': '您{when}{deed}：原来记错了，改成 {minutes}。',
} as const satisfies Record<`telling.mine.${ToldEvent}`, string>;

/** What happened to a pair: to her side, then to the volunteer. */
const pairs = {
  'telling.paired': '{giver}{from}起{rhythm}来看{whom}。',
  'telling.pairPaused': '{giver}先不来看{whom}了，好了再来。存的时间不受影响。',
  'telling.pairResumed': '{giver}又{rhythm}来看{whom}。',
  'telling.pairSubstitute': '{from}到{to}由{instead}替{giver}来看{whom}。',
  'telling.pairEnded': '{giver}不再来看{whom}了。来过的都记着。',
} as const satisfies Record<`telling.${PairEvent}`, string>;

/** To whoever walks the villages of a storm. */
const storms = {
  'telling.stormDeclared': '{place}宣布{kind}应急，名单列好了。请按名单逐个通知，能转移的先转移。',
  'telling.stormBegun': '{place}进入{kind}应急：先不上门，也不派志愿者。名单上还没通知到的，请打电话。',
  'telling.stormEnded': '{place}{kind}应急解除。请尽快看望名单上的每一位老人。',
} as const satisfies Record<`telling.${StormEvent}`, string>;

const minePairs = {
  'telling.mine.paired': '请您{from}起{rhythm}去看{whom}。',
  'telling.mine.pairPaused': '去看{whom}先暂停安排，已存时间不受影响。',
  'telling.mine.pairResumed': '请您再{rhythm}去看{whom}。',
  'telling.mine.pairSubstitute': '{from}到{to}由{instead}替您去看{whom}。',
  'telling.mine.pairEnded': '不用再去看{whom}了。做过的都记着，多谢您。',
} as const satisfies Record<`telling.mine.${PairEvent}`, string>;

const message = {
  'telling.mine.pairInstead': '请您{from}到{to}替{giver}去看{whom}，{rhythm}。',
  'telling.sign_helper': '助老员{name} {phone}',
  'telling.sign_service': '电话 {phone}',
  'telling.corrected': '{what}记错了（{why}）：原来记 {before}，现在改成 {after}。',
  'telling.taken_back': '{what}记错了（{why}）：原来记的 {before} 已经撤销。',
  'telling.opened': '您以前存的 {minutes} 转过来了，记在您自己名下。',
  'telling.openingReversed': '以前转过来的 {minutes} 记错了，已经撤销。',
  'telling.bookFault': '{place}的账簿查出对不上。请马上打开账簿页面看。',
  'telling.bookSetBack': '{place}的账簿比封过的账旧，已停止记账。请马上告诉系统管理人。',
  'telling.bookBent': '{place}的账簿和封过的账不一样，已停止封账。请马上告诉系统管理人。',
  'telling.found': '{said}第一处：{what}',
  'telling.plain': '您有一条新的服务消息，请问一声。',
} as const;

/** What happened to somebody: to the office with what it is, to the two of them that it is being looked after. */
const incidents = {
  'telling.incidentTold': '有件事镇里和县里在处理。您存的时间不受影响。',
  'telling.incidentReported': '有件事镇里和县里在处理。您存的时间不受影响。',
  'telling.incidentClosed': '上次那件事了结了，多谢您等候。',
  'telling.office.incidentTold': '{place}有意外：{what}，{who}。请看。',
  'telling.office.incidentReported': '{place}的意外首报到了：{what}，{who}。',
  'telling.office.incidentClosed': '{place}的意外了结了：{what}，{who}。',
} as const;

export const telling = { ...sentences, ...mine, ...pairs, ...minePairs, ...storms, ...incidents, ...message };
