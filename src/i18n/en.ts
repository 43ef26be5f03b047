/** All words, in English. Every file is typed by its Chinese twin, so a missing or extra line does not compile. */
import { access } from '#i18n/en/access';
import { common } from '#i18n/en/common';
import { field } from '#i18n/en/field';
import { office } from '#i18n/en/office';
import { refusal } from '#i18n/en/refusal';
import type { zhCN } from '#i18n/zh-CN';

export const en: Record<keyof typeof zhCN, string> = { ...common, ...access, ...field, ...office, ...refusal };
