import type { home as zh } from '#i18n/zh-CN/home';

export const home: Record<keyof typeof zh, string> = {};
