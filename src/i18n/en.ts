/** All words, in English. Every file is typed by its Chinese twin, so a missing or extra line does not compile. */
import { access } from '#i18n/en/access';
import { ask } from '#i18n/en/ask';
import { common } from '#i18n/en/common';
import { exchange } from '#i18n/en/exchange';
import { field } from '#i18n/en/field';
import { home } from '#i18n/en/home';
import { offer } from '#i18n/en/offer';
import { office } from '#i18n/en/office';
import { ownExchange } from '#i18n/en/own-exchange';
import { refusal } from '#i18n/en/refusal';
import { service } from '#i18n/en/service';
import { statement } from '#i18n/en/statement';
import type { zhCN } from '#i18n/zh-CN';

export const en: Record<keyof typeof zhCN, string> = {
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
};
