/** Told afterwards: one's own messages, what is said at the door, what did not arrive, and thanks that the whole village reads. */
import type { DropReason } from '#domain/telling';

const own = {
  'notice.title': '消息',
  'notice.none': '还没有消息。您的服务有了变化，会写在这里。',
  'notice.fresh': '新',
  'notice.read': '知道了',
} as const;

const inPerson = {
  'inPerson.title': '要当面告知的',
  'inPerson.lead': '这 {count} 位没有手机。见面时照着念给本人听，念过的打勾。',
  'inPerson.none': '没有要当面告知的。',
  'inPerson.balance': '可以告诉本人：{words}',
  'inPerson.all': '下面 {count} 件都说了',
  'inPerson.day': '哪一天说的',
  'inPerson.tick': '已当面告知',
  'inPerson.tick_hint': '老人在场，听您说过记了什么。没有手机的老人就不用再去说一次。',
  'inPerson.done': '记下了：已当面告知。',
  'field.told': '跟谁说了什么',
  'field.toldOn': '哪一天说的',
  'desk.tellings': '要当面告知的',
  'desk.tellings_hint': '没有手机的人，见面说一声',
  'desk.notices': '给您的消息',
  'desk.notices_hint': '镇上办了什么，写在这里',
  'desk.notices_office': '有事要您马上看',
} as const;

const undelivered = {
  'undelivered.title': '没送到的消息',
  'undelivered.lead': '发了几次都没有送到。可以再发一次；不用再发的，写明原因。',
  'undelivered.none': '消息都送到了。',
  'undelivered.said': '要告诉的：{words}',
  'undelivered.tried': '试了 {count} 次，最后一次是{when}',
  'undelivered.why.no_answer': '短信平台没有回应',
  'undelivered.why.no_number': '没有可以发的号码',
  'undelivered.why.not_sent': '没有发出去',
  'undelivered.why.answered': '短信平台没有收下（{answer}）',
  'undelivered.resend': '再发一次',
  'undelivered.drop': '不再发',
  'undelivered.drop_title': '不再发这条消息',
  'undelivered.why_drop': '为什么不再发',
  'undelivered.sent': '马上再发一次。',
  'undelivered.dropped': '记下了，这条不再发。',
  'desk.undelivered': '没送到的消息',
  'desk.undelivered_hint': '发了几次都没有送到',
} as const;

const reasons = {
  'undelivered.reason.told_otherwise': '已经打电话或当面说了',
  'undelivered.reason.number_wrong': '号码不对或停用了',
  'undelivered.reason.not_wanted': '本人不要短信',
  'undelivered.reason.too_late': '事情过去了，不用再说',
  'undelivered.reason.other': '其他',
} as const satisfies Record<`undelivered.reason.${DropReason}`, string>;

const thanks = {
  'thanks.title': '复制到微信群',
  'thanks.week': '这一周的谢谢，复制到微信群',
  'thanks.label': '发到群里的话',
  'thanks.hint': '里面没有老人的名字。请不要自己加上。',
  'thanks.line': '{giver} {when}在{place}{deed}，{minutes}。谢谢！',
  'thanks.line_anywhere': '{giver} {when}{deed}，{minutes}。谢谢！',
  'thanks.a_volunteer': '一位志愿者',
  'thanks.whom_1': '一位长者',
  'thanks.whom_2': '两位长者',
  'thanks.whom_more': '{count} 位长者',
  'thanks.copy': '复制',
  'thanks.copied': '已复制',
  'thanks.marked': '文字选中了，请长按再点“复制”',
} as const;

export const notice = { ...own, ...inPerson, ...undelivered, ...reasons, ...thanks };
