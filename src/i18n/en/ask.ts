import type { ask as zh } from '#i18n/zh-CN/ask';

export const ask: Record<keyof typeof zh, string> = {};
