/** Roles and places. */
import type { Role } from '#domain/permission';
import type { Level } from '#domain/region';

const roles = {
  'role.helper': '助老员',
  'role.clerk': '村（居）委经办',
  'role.socialWorker': '社工',
  'role.town': '镇（街）经办',
  'role.county': '县（市、区）经办',
  'role.city': '市级经办',
  'role.auditor': '审计员',
} as const satisfies Record<`role.${Role}`, string>;

const levels = {
  'level.city': '市',
  'level.county': '县（市、区）',
  'level.town': '镇（街道）',
  'level.village': '村（社区）',
} as const satisfies Record<`level.${Level}`, string>;

export const office = {
  ...roles,
  ...levels,
  'role.at': '{place} {role}',
} as const;
