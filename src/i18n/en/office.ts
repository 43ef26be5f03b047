import type { office as zh } from '#i18n/zh-CN/office';

export const office: Record<keyof typeof zh, string> = {
  'role.helper': 'village helper',
  'role.clerk': 'village clerk',
  'role.socialWorker': 'social worker',
  'role.town': 'town officer',
  'role.county': 'county officer',
  'role.city': 'city officer',
  'role.auditor': 'auditor',
  'level.city': 'City',
  'level.county': 'County or district',
  'level.town': 'Town',
  'level.village': 'Village',
  'role.at': '{role}, {place}',
};
