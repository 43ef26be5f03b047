/** 探访: how she was met, what was found, who is owed a visit and by when. */
import type { DueKind } from '#domain/due';
import type { Risk, RiskReason } from '#domain/risk';
import type { Aspect, EmergencyNumber, Finding, VisitMode } from '#domain/visit';

const modes = {
  'visit.mode.seen': '见到本人',
  'visit.mode.phone': '打电话',
  'visit.mode.video': '视频',
  'visit.mode.notSeen': '没见到',
} as const satisfies Record<`visit.mode.${VisitMode}`, string>;

const aspects = {
  'visit.aspect.body': '身体',
  'visit.aspect.spirit': '精神',
  'visit.aspect.home': '家里安全',
  'visit.aspect.hygiene': '卫生',
  'visit.aspect.family': '家里人',
  'visit.aspect.needs': '需要什么',
} as const satisfies Record<`visit.aspect.${Aspect}`, string>;

const findings = {
  'visit.finding.fell': '跌倒了',
  'visit.finding.taken_ill': '突然发病',
  'visit.finding.worse': '身体比上次差',
  'visit.finding.medicine': '药没吃或吃完了',
  'visit.finding.confused': '糊涂、认不得人',
  'visit.finding.low': '不想吃、不想活动',
  'visit.finding.lonely': '孤单，没人说话',
  'visit.finding.gas': '煤气有问题',
  'visit.finding.power': '电线有问题',
  'visit.finding.water': '没有水用',
  'visit.finding.roof': '房子漏或不稳',
  'visit.finding.trip': '地上容易绊倒',
  'visit.finding.unwashed': '很久没洗',
  'visit.finding.dirty': '屋里很脏',
  'visit.finding.hurt_by': '被人打骂',
  'visit.finding.nobody_cares': '家里没人管',
  'visit.finding.quarrel': '和家里人吵架',
  'visit.finding.no_food': '没有东西吃',
  'visit.finding.escort': '要人陪去看病',
  'visit.finding.aid': '要拐杖、轮椅等',
  'visit.finding.paper': '要办证件、补贴',
} as const satisfies Record<`visit.finding.${Finding}`, string>;

const emergency = {
  'visit.emergency.120': '急救',
  'visit.emergency.110': '报警',
  'visit.emergency.119': '消防',
} as const satisfies Record<`visit.emergency.${EmergencyNumber}`, string>;

const risks = {
  'visit.risk.high': '风险高',
  'visit.risk.medium': '风险中等',
  'visit.risk.low': '风险低',
} as const satisfies Record<`visit.risk.${Risk}`, string>;

const riskReasons = {
  'visit.risk_reason.crisis': '一个月内出过急事',
  'visit.risk_reason.cannotCare': '自己照顾不了自己',
  'visit.risk_reason.aloneOld': '八十岁以上一个人住',
  'visit.risk_reason.aloneFrail': '失能，又一个人住',
  'visit.risk_reason.alertLately': '三个月内有过异常',
  'visit.risk_reason.livingAlone': '一个人住',
  'visit.risk_reason.emptyNestOld': '八十岁以上，孩子不在身边',
  'visit.risk_reason.disabled': '失能',
  'visit.risk_reason.severelyHandicapped': '重度残疾',
  'visit.risk_reason.onRegister': '在册老人',
} as const satisfies Record<`visit.risk_reason.${RiskReason}`, string>;

const kinds = {
  'due.kind.register': '例行探访',
  'due.kind.pairing': '结对探访',
  'due.kind.crisis': '出过急事，再去看看',
  'due.kind.storm': '风雨过后去看看',
} as const satisfies Record<`due.kind.${DueKind}`, string>;

const form = {
  'field.mode': '怎么见的',
  'field.visitMode': '怎么见的',
  'field.visitedOn': '哪一天',
  'field.userId': '谁来负责',
  'visit.title': '探访{name}',
  'visit.record': '记一次探访',
  'visit.last_seen': '上次见到：{day}',
  'visit.never_seen': '还没有见到的记录',
  'visit.how': '怎么见的',
  'visit.day': '哪一天',
  'visit.other_day': '更早的一天',
  'visit.note': '说一说',
  'visit.note_hint': '见到什么就写什么，不写也可以',
  'visit.all_well': '都好，记下',
  'visit.all_well_hint': '身体、精神、家里安全、卫生、家里人、需要，六样都看过了。没见到人也按这里，会记成没见到。',
  'visit.something': '有不好的，在下面勾',
  'visit.something_save': '记下，交人处理',
  'visit.at_once': '要马上处理',
  'visit.tell': '怎么样',
  'visit.with_service': '结对的老人怎么样',
  'visit.with_service_hint': '是结对的，就同时记一次探访。不改就是见到本人，都好。',
} as const;

const result = {
  'visit.done': '记下了：{day}探访{name}',
  'visit.done_after_death': '记下了，但{name}那天已经离世，这次不算。请核对日期。',
  'visit.met_how': '怎么见的',
  'visit.by': '谁去的',
  'visit.found': '发现了什么',
  'visit.well': '都好',
  'visit.nothing_known': '没见到，不知道好不好',
  'visit.next': '下一次',
  'visit.next_is': '下一次：{what}',
  'visit.next_by': '{kind}，{day} 之前',
  'visit.next_late': '{kind}，{day} 就该去，还欠着',
  'visit.next_none': '这个月不用再去',
  'visit.next_away': '{name}现在不在家，回来以后再去',
  'visit.alert_now': '请马上打电话',
  'visit.alert_title': '已经交给人处理',
  'visit.alert_owner': '{name}负责，{when} 之前要有人处理。',
  'visit.alert_nobody': '这里没有人在岗，{when} 之前要有人处理，镇上和县里看得到。',
  'visit.alert_see': '看这件异常',
  'visit.call_owner': '{name}',
  'visit.to_list': '回应探访',
  'visit.to_file': '看{name}的档案',
} as const;

const list = {
  'nav.dues': '应探访',
  'due.title': '应探访',
  'due.lead_late': '有 {count} 位过了日子还没探访，先去。',
  'due.lead_above': '有 {count} 位过了日子还没有人探访。',
  'due.lead_none': '没有过了日子的。',
  'due.unseen_title': '本月还没见到的',
  'due.unseen_lead': '在册、在家、这个月还没有人见到本人的有 {count} 位。不在家的不算。',
  'due.lists': '看哪一份',
  'due.list.round': '应探访',
  'due.list.unseen': '本月还没见到',
  'due.late': '过了日子的',
  'due.late_since': '{day} 就该去',
  'due.by': '{day} 之前',
  'due.away': '不在家的',
  'due.after': '灾后要看望的，先去',
  'due.storm': '风雨天，先不去',
  'due.met': '今天探访过的',
  'due.no_hamlet': '没写小组',
  'due.nobody': '没有要探访的。',
  'due.all_seen': '这里的在册老人本月都见到了。',
  'due.write_down': '记这次探访',
  'due.file': '档案',
  'due.by_place': '按地方看',
  'due.by_name': '一位一位看',
  'due.first_of': '共 {count} 位，先列 {shown} 位。其余按地方看。',
  'due.helper': '助老员 {name}',
  'due.no_helper': '没有助老员在岗',
  'due.seen_on': '上次见到 {day}',
  'due.never_seen': '还没见到过',
  'due.rate': '月探访率 {pct}%',
  'due.alerts': '没办完的异常 {count} 件',
  'due.vacant': '空岗 {count} 个村',
  'due.rate_target': '目标 {target}%',
  'due.rate_words':
    '在册在家的 {asked} 位，本月见到本人 {seen} 位，还没见到 {unseen} 位；另有 {away} 位不在家或在应急中。',
  'due.tile': '过了日子没探访的',
  'due.tile_hint': '应探访，过了期限还没去的老人',
  'due.met_line': '{name}，{mode}',
} as const;

const file = {
  'member.part_visits': '探访',
  'visit.risk': '风险',
  'visit.not_on_register': '不在册，没有例行探访。',
  'visit.none_yet': '还没有探访记录。',
  'visit.alerts': '异常',
  'visit.lately': '最近的探访',
  'visit.line': '{mode}，{what}',
  'visit.things': '{count} 样不好',
  'visit.after_death': '离世以后的日期，不算',
} as const;

export const visit = {
  ...modes,
  ...aspects,
  ...findings,
  ...emergency,
  ...risks,
  ...riskReasons,
  ...kinds,
  ...form,
  ...result,
  ...list,
  ...file,
} as const;
