import type { field as zh } from '#i18n/zh-CN/field';

export const field: Record<keyof typeof zh, string> = {
  'field.who': 'card number or phone number',
  'field.pin': 'six-digit PIN',
  'field.oldPin': 'present six digits',
  'field.login': 'user name',
  'field.chosen': 'the exported file',
  'field.file': 'what was exported',
  'field.book': 'the county',
  'field.entry': 'the number',
  'field.code': 'the check code',
  'field.kept': 'the receipt',
  'field.pasted': 'what is in the file',
  'field.records': 'the records',
  'field.doors': 'which doors',
  'field.found': 'whether you met them',
  'field.password': 'password',
};
