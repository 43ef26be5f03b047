import type { offer as zh } from '#i18n/zh-CN/offer';

export const offer: Record<keyof typeof zh, string> = {};
