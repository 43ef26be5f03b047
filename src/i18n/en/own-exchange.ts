import type { ownExchange as zh } from '#i18n/zh-CN/own-exchange';

export const ownExchange: Record<keyof typeof zh, string> = {};
