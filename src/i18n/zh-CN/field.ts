/**
 * What a form field is called in a sentence: 请填{label}。 A field without a line here is 这一项.
 * Keys are `field.<name of the input>`.
 */
export const field = {
  'field.who': '卡号或手机号',
  'field.pin': '六位密码',
  'field.oldPin': '现在的六个数字',
  'field.login': '登录名',
  'field.password': '密码',
  'field.chosen': '导出的文件',
  'field.file': '导出的内容',
  'field.book': '是哪个县的',
  'field.entry': '编号',
  'field.code': '查验码',
  'field.kept': '回执文件',
  'field.pasted': '回执文件里的字',
  'field.records': '记录',
  'field.doors': '去了哪几户',
  'field.found': '见到了没有',
} as const;
