/** All words, in Chinese: the source. A noun brings its own file; here they are put on one shelf. */
import { access } from '#i18n/zh-CN/access';
import { ask } from '#i18n/zh-CN/ask';
import { common } from '#i18n/zh-CN/common';
import { exchange } from '#i18n/zh-CN/exchange';
import { field } from '#i18n/zh-CN/field';
import { home } from '#i18n/zh-CN/home';
import { offer } from '#i18n/zh-CN/offer';
import { office } from '#i18n/zh-CN/office';
import { ownExchange } from '#i18n/zh-CN/own-exchange';
import { refusal } from '#i18n/zh-CN/refusal';
import { service } from '#i18n/zh-CN/service';
import { statement } from '#i18n/zh-CN/statement';

export const zhCN = {
  ...common,
  ...access,
  ...ask,
  ...exchange,
  ...field,
  ...home,
  ...offer,
  ...office,
  ...ownExchange,
  ...refusal,
  ...service,
  ...statement,
} as const;
