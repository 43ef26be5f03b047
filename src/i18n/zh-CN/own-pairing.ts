/** A pairing as its two people read it. `come` speaks to the elder's side, `go` to the volunteer. */
import type { PairingState } from '#domain/pairing';

type Said = PairingState | 'asked';

const come = {
  'paired.come.asked': '{who}想{rhythm}来看{whom}，每次大约 {minutes}。愿意吗？',
  'paired.come.proposed': '{whom}愿意了，还要等 {who} 答应。',
  'paired.come.agreed': '{who}来看{whom}：双方都愿意了，等镇上看一看就开始。',
  'paired.come.active': '{who} {rhythm}来看{whom}，每次大约 {minutes}。',
  'paired.come.paused': '{who} 先不来，好了再来。存的时间不受影响。',
  'paired.come.declined': '这件事没有办。',
  'paired.come.rejected': '镇上看过，这次没有办成。',
  'paired.come.withdrawn': '这件事没有办。',
  'paired.come.ended': '{who} 不再来了。来过的都记着。',
} as const satisfies Record<`paired.come.${Said}`, string>;

const go = {
  'paired.go.asked': '请您{rhythm}去看{whom}，每次大约 {minutes}。愿意吗？',
  'paired.go.proposed': '您愿意了，还要等{whom}答应。',
  'paired.go.agreed': '去看{whom}：双方都愿意了，等镇上看一看就开始。',
  'paired.go.active': '您{rhythm}去看{whom}，每次大约 {minutes}。',
  'paired.go.paused': '去看{whom}：先暂停安排，已存时间不受影响。',
  'paired.go.declined': '这件事没有办。',
  'paired.go.rejected': '镇上看过，这次没有办成。',
  'paired.go.withdrawn': '这件事没有办。',
  'paired.go.ended': '不用再去看{whom}了。做过的都记着。',
} as const satisfies Record<`paired.go.${Said}`, string>;

export const ownPairing = {
  ...come,
  ...go,
  'paired.title': '常来看您的人',
  'paired.title_go': '您常去看的人',
  'paired.title_kin': '常来看{name}的人',
  'paired.ask_title': '愿意吗',
  'paired.yes': '愿意',
  'paired.no': '不愿意',
  'paired.no_title': '不愿意没关系',
  'paired.no_text': '说一声就好，什么都不会少。想换一个人来，可以写下来。',
  'paired.no_note': '想说的话',
  'paired.no_do': '不愿意',
  'paired.end': '不想继续了',
  'paired.end_title': '不想继续了？',
  'paired.end_text': '以后就不再安排了。做过的都记着，存的时间不受影响。',
  'paired.end_do': '是，不继续了',
  'paired.who': '谁来',
  'paired.whom': '去看谁',
  'paired.what': '平常做什么',
  'paired.where': '在哪里',
  'paired.instead': '这几天谁来',
  'paired.instead_until': '到 {day}',
  'paired.call': '有事找',
  'paired.elders': '您常去看的人',
  'paired.thanks': '记下了，多谢您。',
} as const;
