import type { statement as zh } from '#i18n/zh-CN/statement';

export const statement: Record<keyof typeof zh, string> = {};
