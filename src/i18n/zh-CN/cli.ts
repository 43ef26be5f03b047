/** What commands print on the officer's or the keeper's screen. They know no language: both are said, see `#cli/both`. */
export const cli = {
  'cli.demo_building': '正在搭建示范村：大稳村，{staff, number} 位工作人员',
  'cli.demo_logins': '示范登录',
  'cli.members': '成员',
  'cli.staff': '工作人员',
  'cli.card': '卡号',
  'cli.pin': '密码',
  'cli.password': '密码',
  'cli.name_of': '{name}（{role}）',
  'cli.officer_name': '第 {count, number} 位市级管理员的姓名',
  'cli.officer_login': '登录名',
  'cli.shown_once': '密码只显示这一次，请抄下并尽快改掉',
  'cli.already_done': '已经有两位市级管理员了',
  'cli.login_taken': '这个登录名已有人用',
} as const;
