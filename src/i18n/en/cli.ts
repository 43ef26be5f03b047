import type { cli as zh } from '#i18n/zh-CN/cli';

export const cli: Record<keyof typeof zh, string> = {
  'cli.demo_building': 'building the demo village, Dawen, with {staff, number} officers',
  'cli.demo_logins': 'demo logins',
  'cli.members': 'members',
  'cli.staff': 'staff',
  'cli.card': 'card',
  'cli.pin': 'PIN',
  'cli.password': 'password',
  'cli.name_of': '{name} ({role})',
  'cli.officer_name': 'name of officer {count, number}',
  'cli.officer_login': 'login',
  'cli.shown_once': 'shown once: write them down, then change them',
  'cli.already_done': 'there are two city officers already',
  'cli.login_taken': 'this login is taken',
};
