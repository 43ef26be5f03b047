/** 应急: a storm over a place, who must be told before it, and what is done after it. */
import type {
  LiaisonKind,
  STORM_CLOSE_REASONS,
  StormKind,
  StormLevel,
  StormMark,
  StormMarkName,
  StormMoveName,
  StormState,
} from '#domain/storm';

type Closed = (typeof STORM_CLOSE_REASONS)[number];
/** Written by a move itself. */
type ByRule = 'called_off' | 'all_seen' | 'moved' | 'closed' | 'deceased';

const kinds = {
  'storm.kind.typhoon': '台风',
  'storm.kind.rain': '暴雨',
  'storm.kind.flood': '洪水',
  'storm.kind.landslide': '山体滑坡',
  'storm.kind.cold': '寒潮',
  'storm.kind.heat': '高温',
  'storm.kind.drill': '演练',
  'storm.kind.other': '其他',
} as const satisfies Record<`storm.kind.${StormKind}`, string>;

const levels = {
  'storm.level.blue': '蓝色预警',
  'storm.level.yellow': '黄色预警',
  'storm.level.orange': '橙色预警',
  'storm.level.red': '红色预警',
} as const satisfies Record<`storm.level.${StormLevel}`, string>;

const states = {
  'storm.state.before': '临灾，正在通知',
  'storm.state.during': '应急中，不派人',
  'storm.state.after': '灾后，正在看望',
  'storm.state.closed': '结束了',
} as const satisfies Record<`storm.state.${StormState}`, string>;

const marks = {
  'storm.mark.waiting': '还没通知',
  'storm.mark.told': '已通知',
  'storm.mark.moved': '已转移',
  'storm.mark.notNeeded': '不需要',
  'storm.mark.notReached': '没联系上',
  'storm.mark.off': '不在名单上了',
} as const satisfies Record<`storm.mark.${StormMark}`, string>;

const moves = {
  'storm.move.declare': '宣布，列出名单',
  'storm.move.begin': '进入应急',
  'storm.move.callOff': '没有来，取消',
  'storm.move.end': '应急解除',
  'storm.move.finish': '都看望过了，自动结束',
  'storm.move.close': '由县里结束',
  'storm.move.list': '加进名单',
  'storm.move.tell': '已通知',
  'storm.move.move': '已转移',
  'storm.move.excuse': '不需要',
  'storm.move.miss': '没联系上',
  'storm.move.takeOff': '从名单上下来',
} as const satisfies Record<`storm.move.${StormMoveName | StormMarkName}`, string>;

const liaisons = {
  'storm.liaison.helper': '助老员',
  'storm.liaison.backup': '代岗',
  'storm.liaison.volunteer': '结对志愿者',
  'storm.liaison.office': '镇（街）、县',
} as const satisfies Record<`storm.liaison.${LiaisonKind}`, string>;

const reasons = {
  'storm.reason.seen_on_paper': '已在纸上登记看望',
  'storm.reason.not_struck': '这里没有受灾',
  'storm.reason.next_storm': '下一场又来了',
  'storm.reason.other': '其他',
  'storm.reason.called_off': '没有来',
  'storm.reason.all_seen': '名单上的都看望过了',
  'storm.reason.moved': '搬到别处了',
  'storm.reason.closed': '成员登记撤回了',
  'storm.reason.deceased': '过世了',
} as const satisfies Record<`storm.reason.${Closed | ByRule}`, string>;

export const storm = {
  ...kinds,
  ...levels,
  ...states,
  ...marks,
  ...moves,
  ...liaisons,
  ...reasons,
} as const;
