/** What a helper's phone says of each record: four honest states, and what came of a password that was typed without signal. */
const standings = {
  /** Said on the phone itself, before anything was sent. */
  'receipt.unsent': '已存在手机里，还没上传',
  'receipt.waiting': '已上传，等审核',
  /** Of an ask. */
  'receipt.asked_waiting': '已上传，等镇里审核',
  'receipt.asked_booked': '已约好，等人来帮',
  'receipt.asked_matched': '已约好人了',
  'receipt.absent': '已上传，记下了没见到人',
  'receipt.went': '已上传，出发登记好了',
  'receipt.visited': '已上传，探访记下了',
  'receipt.visited_alert': '已上传，交人处理了',
  'receipt.visited_after_death': '已上传，这次不算',
  'receipt.visited_too': '是结对的，也记了一次探访。',
  'receipt.after_death': '那天老人已经离世，留着，不算探访。请核对日期。',
  'receipt.alert': '{what}：{state}，{who}负责，{when}。',
  'receipt.change': '要改：{why}',
  'receipt.credited': '已入账',
  'receipt.ended': '办完了，没有入账：{state}',
  'receipt.ended_why': '办完了，没有入账：{state}，{why}',
} as const;

const notes = {
  'receipt.later': '系统正忙，这条还没收。它还在手机里，过一会儿会再传。',
  'receipt.key_reused': '这一条先前已经传过，内容不一样。先传的那条算数；要改，请在工作台打开那条记录。',
  'receipt.family': '家里人之间的照顾，不能由您来记。要补记，请找{name}。',
  'receipt.ordered': '走访里不算约好的这一单，做了请另外登记：{orders}',
  'receipt.look': '要留意：{flags}',
  'receipt.pin_right': '本人用密码确认过了。',
  'receipt.pin_wrong': '记录收下了，但密码对不上，还没有确认。请让本人再确认一次。',
  'receipt.pin_locked': '记录收下了，但密码今天试的次数多了，还没有确认。请明天再请本人确认。',
  'receipt.pin_not_set':
    '记录收下了。老人还没有定过密码，所以还没有确认。请在老人的档案里让老人自己定六个数字，再请本人确认；或者用挂墙卡、回访确认。',
  'receipt.pin_other_minutes': '记录收下了，但这次服务先前已经记过，时长不一样，密码没有用上。请本人看着那一条再确认。',
  'receipt.pin_unread': '记录收下了，但密码没有读出来，还没有确认。请让本人再确认一次。',
} as const;

/** Of a photograph that came after its records. */
const photos = {
  'receipt.photo_taken': '照片已上传',
  'receipt.photo_later': '这张照片的记录还没有收下。照片还在手机里，过一会儿会再传。',
  'receipt.photo_refused': '照片没有收下：{why}记录收下了，不受影响。',
  'receipt.photo_reused': '同一个编号先前传过另一张照片，先传的那张算数。请到那条记录里再加这一张。',
  'receipt.photo_elsewhere': '照片上的记录不是您记的，或者不归您管了。请打电话给镇上。',
} as const;

export const receipt = { ...standings, ...notes, ...photos };
