/** 异常: what was found, who sees to it by when, and what became of it. */
import type { AlertFloor, AlertKind, AlertMoveName, AlertState, CloseReason } from '#domain/alert';
import type { Urgency } from '#domain/visit';

const states = {
  'alert.state.open': '等人处理',
  'alert.state.taken': '有人在处理',
  'alert.state.closed': '已经了结',
} as const satisfies Record<`alert.state.${AlertState}`, string>;

const kinds = {
  'alert.kind.found': '探访时发现',
  'alert.kind.unseen': '接连没见到人',
  'alert.kind.storm': '灾后没有按时去看望',
} as const satisfies Record<`alert.kind.${AlertKind}`, string>;

const urgencies = {
  'alert.urgency.now': '马上处理',
  'alert.urgency.soon': '几天内处理',
  'alert.urgency.later': '不急，安排处理',
} as const satisfies Record<`alert.urgency.${Urgency}`, string>;

const floors = {
  'alert.floor.village': '村',
  'alert.floor.town': '镇(街)',
  'alert.floor.county': '县(市、区)',
} as const satisfies Record<`alert.floor.${AlertFloor}`, string>;

const moves = {
  'alert.move.open': '发现',
  'alert.move.add': '又发现',
  'alert.move.take': '我来处理',
  'alert.move.handOn': '转给别人',
  'alert.move.raise': '过了期限，往上报',
  'alert.move.close': '了结',
  'alert.move.reopen': '重新打开',
} as const satisfies Record<`alert.move.${AlertMoveName}`, string>;

const reasons = {
  'alert.reason.helped': '处理好了',
  'alert.reason.hospital': '送医院了',
  'alert.reason.family_came': '家里人来了',
  'alert.reason.service_arranged': '安排了人帮',
  'alert.reason.relief': '申请了救助',
  'alert.reason.died': '老人离世了',
  'alert.reason.mistaken': '看错了，没有事',
  'alert.reason.other': '其他',
} as const satisfies Record<`alert.reason.${CloseReason}`, string>;

export const alert = {
  ...states,
  ...kinds,
  ...urgencies,
  ...floors,
  ...moves,
  ...reasons,
  'alert.title': '异常',
  'alert.of': '{name}：{what}',
  'alert.lead': '按期限排，先到期的先办。',
  'alert.lead_none': '没有没了结的异常。',
  'alert.lists': '看哪一份',
  'alert.list.open': '没了结的',
  'alert.list.closed': '最近了结的',
  'alert.none_closed': '还没有了结的异常。',
  'alert.by': '{when} 之前要有人处理',
  'alert.late': '{when} 就该处理，过期了',
  'alert.closed_at': '{when} 了结：{why}',
  'alert.taking': '我来处理',
  'alert.owner': '谁负责',
  'alert.nobody': '没有人在岗',
  'alert.what': '发现了什么',
  'alert.deadline': '期限',
  'alert.deadline_late': '过期了',
  'alert.floor': '报到哪一级',
  'alert.note': '怎么说的',
  'alert.found_on': '哪次探访发现的',
  'alert.history': '办了什么',
  'alert.call': '打电话',
  'alert.no_number': '没有留电话。请上门。',
  'alert.see_file': '看{name}的档案',
  'alert.visit_again': '再记一次探访',
  'alert.closing': '了结',
  'alert.closing_title': '了结这件异常',
  'alert.closing_lead': '办了什么，用几句话写下来。以后的人看得懂。',
  'alert.closing_why': '结果怎样',
  'alert.closing_note': '办了什么',
  'alert.closing_hint': '比如：送县医院住院，女儿已经到了',
  'alert.closing_do': '了结',
  'alert.handing': '转给别人',
  'alert.handing_title': '转给谁',
  'alert.handing_lead': '转了以后由对方负责，期限不变。请同时打个电话说一声。',
  'alert.handing_who': '谁来负责',
  'alert.handing_note': '交代几句',
  'alert.handing_do': '转过去',
  'alert.handing_nobody': '这里没有别人在岗。',
  'alert.reopening': '重新打开',
  'alert.newer': '同样的异常后来又发现了，看那一件',
  'alert.reopening_title': '重新打开这件异常',
  'alert.reopening_lead': '事情没有完，就重新打开，由您负责。',
  'alert.reopening_why': '为什么没有完',
  'alert.reopening_do': '重新打开，我来处理',
  'alert.done.take': '您在负责这件事了。',
  'alert.done.handOn': '转过去了。请打个电话说一声。',
  'alert.done.close': '了结了。',
  'alert.done.reopen': '重新打开了，您在负责。',
  'alert.system': '到期自动',
  'alert.reason.post': '因为助老员岗位有变动',
  'alert.reason.moved_home': '老人搬家了',
  'alert.on_desk': '异常',
  'alert.on_desk_all': '看全部异常',
} as const;
