/**
 * What an exchange is called: its states, moves, flags, evidence, reasons. Members and staff read the same words, so they
 * are said without a side: 李姨：到门口签到. A code without a line here does not compile.
 */
import type { CreditReason } from '#domain/credit';
import type { HalfDay } from '#domain/day';
import type { EvidenceKind, Grade } from '#domain/evidence';
import type { MoveName, State } from '#domain/exchange';
import type { Found } from '#domain/field/record';
import type { Flag } from '#domain/flags';

const states = {
  'exchange.state.requested': '等镇上审核',
  'exchange.state.approved': '等人来帮',
  'exchange.state.matched': '约好人了',
  'exchange.state.in_service': '正在帮手',
  'exchange.state.logged': '等本人确认',
  'exchange.state.confirmed': '等审核入账',
  'exchange.state.returned': '退回要改',
  'exchange.state.credited': '已入账',
  'exchange.state.final': '已入账，公示完',
  'exchange.state.disputed': '有异议，在核实',
  'exchange.state.rejected': '没通过',
  'exchange.state.cancelled': '取消了',
  'exchange.state.expired': '过期了',
  'exchange.state.reversed': '记录撤销',
} as const satisfies Record<`exchange.state.${State}`, string>;

const moves = {
  'exchange.move.request': '请人帮手',
  'exchange.move.holdByRule': '按规定约好了时间',
  'exchange.move.approve': '审核通过',
  'exchange.move.returnRequest': '退回，请补充',
  'exchange.move.rejectRequest': '没通过',
  'exchange.move.undo': '收回',
  'exchange.move.cancel': '取消',
  'exchange.move.expire': '过期',
  'exchange.move.accept': '答应来帮',
  'exchange.move.assign': '安排了人',
  'exchange.move.withdraw': '来不了，重新找人',
  'exchange.move.setOut': '出发前登记',
  'exchange.move.callOff': '没有去成',
  'exchange.move.signIn': '到门口签到',
  'exchange.move.signOut': '做完签退',
  'exchange.move.log': '登记',
  'exchange.move.logServed': '先服务后登记',
  'exchange.move.foundOnRecord': '这一次已经另外记过',
  'exchange.move.nobodyHome': '没人在家',
  'exchange.move.wait': '等补公益时间',
  'exchange.move.deny': '受助方说不是这样',
  'exchange.move.confirm': '受助方确认',
  'exchange.move.takeBack': '收回确认',
  'exchange.move.check': '初审',
  'exchange.move.returnRecord': '退回要改',
  'exchange.move.correct': '改好再交',
  'exchange.move.drop': '不办了',
  'exchange.move.reject': '没通过',
  'exchange.move.credit': '终审入账',
  'exchange.move.proposeReversal': '提出撤销记录',
  'exchange.move.dropReversal': '不撤销了',
  'exchange.move.replace': '改记，代替撤销的那一条',
  'exchange.move.reverse': '记录撤销',
} as const satisfies Record<`exchange.move.${MoveName}`, string>;

const flags = {
  'exchange.flag.after_death': '服务日期晚于离世日期',
  'exchange.flag.by_file': '从导出的文件补录',
  'exchange.flag.uninsured': '当天没有保险',
  'exchange.flag.certificate_lapsed': '培训或证书当天不在有效期',
  'exchange.flag.day_cap': '志愿者当天超过上限',
  'exchange.flag.late': '登记时当月已经结账',
  'exchange.flag.month_cap': '志愿者当月超过上限',
  'exchange.flag.over_long': '超过这项服务一次的上限',
  'exchange.flag.overlap': '和另一次服务时间重叠',
  'exchange.flag.phone_clock': '手机的日期时间不准',
  'exchange.flag.pin_new': '密码刚由经手人定过',
  'exchange.flag.shared_device': '在工作人员用过的设备上办的',
  'exchange.flag.recipient_day_cap': '这位老人当天超过上限',
  'exchange.flag.relative': '双方是亲戚',
  'exchange.flag.relative_unwitnessed': '亲戚之间，还没有外人见证',
  'exchange.flag.twice': '可能同一次记了两遍',
} as const satisfies Record<`exchange.flag.${Flag}`, string>;

const less = {
  'exchange.less.family': '家里人之间的照顾不记时间',
  'exchange.less.duty': '在岗的工作时间不另记',
  'exchange.less.after_death': '服务日期晚于离世日期，不记时间',
  'exchange.less.not_creditable': '这一项不记时间',
  'exchange.less.too_short': '时间太短，没到起记的分钟数',
  'exchange.less.service_maximum': '超过了这项服务一次最多能记的时间',
  'exchange.less.day_cap': '超过了一天最多能记的时间',
  'exchange.less.month_cap': '超过了一个月最多能记的时间',
  'exchange.less.recipient_day_cap': '这位老人当天能记的时间已经满了',
  'exchange.less.granularity': '不足一格的零头不记',
} as const satisfies Record<`exchange.less.${CreditReason}`, string>;

const evidence = {
  'exchange.evidence.sign_in': '到门口签到',
  'exchange.evidence.sign_out': '做完签退',
  'exchange.evidence.pin': '本人确认',
  'exchange.evidence.kin_tap': '家里人确认',
  'exchange.evidence.wall_card': '在纸上按了手印',
  'exchange.evidence.witness': '见证人在场',
  'exchange.evidence.call_back': '电话回访问过本人',
  'exchange.evidence.home_check': '上门问过本人',
  'exchange.evidence.helper_word': '工作人员登记',
  'exchange.evidence.self_word': '志愿者自己登记',
  'exchange.evidence.nobody_home': '去了，没人在家',
  'exchange.evidence.denied': '在纸上按手印说不是这样',
  'exchange.evidence.handled': '经办了纸表',
} as const satisfies Record<`exchange.evidence.${EvidenceKind}`, string>;

const found = {
  'exchange.found.seen': '见到本人',
  'exchange.found.absent': '没见到',
  'exchange.found.phone': '电话问过',
} as const satisfies Record<`exchange.found.${Found}`, string>;

const grades = {
  'exchange.grade.verified': '已核实',
  'exchange.grade.attested': '有人作证',
} as const satisfies Record<`exchange.grade.${Grade}`, string>;

const halves = {
  'exchange.half.morning': '上午',
  'exchange.half.afternoon': '下午',
  'exchange.half.evening': '晚上',
} as const satisfies Record<`exchange.half.${HalfDay}`, string>;

/** Short lists to choose from, and codes that the rules write by themselves. */
const reasons = {
  'exchange.reason.not_needed': '不需要了',
  'exchange.reason.changed_mind': '改主意了',
  'exchange.reason.found_other_help': '已经有别人帮了',
  'exchange.reason.wrong_person': '人不对',
  'exchange.reason.wrong_time': '日子或钟点不对',
  'exchange.reason.unconfirmed': '月底还没人确认',
  'exchange.reason.wrong_service': '做的事写错了',
  'exchange.reason.wrong_minutes': '时长不对',
  'exchange.reason.evidence_missing': '佐证材料不够',
  'exchange.reason.unreadable': '看不清楚',
  'exchange.reason.not_served': '没有人来过',
  'exchange.reason.duplicate': '重复登记',
  'exchange.reason.family_care': '是家里人之间的照顾',
  'exchange.reason.unsafe': '不安全',
  'exchange.reason.cover': '没有时间可以用',
  'exchange.reason.false_record': '不是真的',
  'exchange.reason.on_record': '这一次已经另外记过',
  'exchange.reason.nobody_home': '没人在家',
  'exchange.reason.cannot_come': '有事来不了',
  'exchange.reason.ill': '身体不舒服',
  'exchange.reason.did_not_come': '没有来',
  'exchange.reason.urgent': '事情急，先帮了',
  'exchange.reason.found_on_visit': '上门时才知道要帮',
  'exchange.reason.forgot': '忘了先约',
  'exchange.reason.undone': '自己收回',
  'exchange.reason.taken_back': '自己收回确认',
  'exchange.reason.low_risk_covered': '风险低，时间够用',
  'exchange.reason.cover_short': '公益时间不够，等县里补',
  'exchange.reason.day_passed': '日子已经过了',
  'exchange.reason.nobody_came_forward': '没有人能来',
  'exchange.reason.died': '老人已经离世',
  'exchange.reason.other': '其他原因',
} as const;

const purposes = {
  'exchange.purpose.asked': '请人帮手',
  'exchange.purpose.pairing': '结对帮扶',
  'exchange.purpose.station': '站点服务',
} as const;

export const exchange = {
  ...states,
  ...moves,
  ...flags,
  ...less,
  ...evidence,
  ...found,
  ...grades,
  ...halves,
  ...reasons,
  ...purposes,
};
