/** All words, in Chinese: the source. A noun brings its own file; here they are put on one shelf. */
import { access } from '#i18n/zh-CN/access';
import { common } from '#i18n/zh-CN/common';
import { field } from '#i18n/zh-CN/field';
import { office } from '#i18n/zh-CN/office';
import { refusal } from '#i18n/zh-CN/refusal';

export const zhCN = { ...common, ...access, ...field, ...office, ...refusal } as const;
