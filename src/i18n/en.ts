/** All words, in English. Every file is typed by its Chinese twin, so a missing or extra line does not compile. */
import { access } from '#i18n/en/access';
import { alert } from '#i18n/en/alert';
import { ask } from '#i18n/en/ask';
import { audit } from '#i18n/en/audit';
import { book } from '#i18n/en/book';
import { card } from '#i18n/en/card';
import { check } from '#i18n/en/check';
import { cli } from '#i18n/en/cli';
import { common } from '#i18n/en/common';
import { correction } from '#i18n/en/correction';
import { deed } from '#i18n/en/deed';
import { desk } from '#i18n/en/desk';
import { enrol } from '#i18n/en/enrol';
import { exchange } from '#i18n/en/exchange';
import { field } from '#i18n/en/field';
import { grantList } from '#i18n/en/grant-list';
import { home } from '#i18n/en/home';
import { incident } from '#i18n/en/incident';
import { insurance } from '#i18n/en/insurance';
import { ledger } from '#i18n/en/ledger';
import { member } from '#i18n/en/member';
import { notice } from '#i18n/en/notice';
import { offer } from '#i18n/en/offer';
import { office } from '#i18n/en/office';
import { opening } from '#i18n/en/opening';
import { ownExchange } from '#i18n/en/own-exchange';
import { ownPairing } from '#i18n/en/own-pairing';
import { pairing } from '#i18n/en/pairing';
import { paper } from '#i18n/en/paper';
import { pattern } from '#i18n/en/pattern';
import { phone } from '#i18n/en/phone';
import { photo } from '#i18n/en/photo';
import { plan } from '#i18n/en/plan';
import { policy } from '#i18n/en/policy';
import { pool } from '#i18n/en/pool';
import { post } from '#i18n/en/post';
import { receipt } from '#i18n/en/receipt';
import { refusal } from '#i18n/en/refusal';
import { service } from '#i18n/en/service';
import { slip } from '#i18n/en/slip';
import { statement } from '#i18n/en/statement';
import { station } from '#i18n/en/station';
import { step } from '#i18n/en/step';
import { storm } from '#i18n/en/storm';
import { telling } from '#i18n/en/telling';
import { user } from '#i18n/en/user';
import { visit } from '#i18n/en/visit';
import { sealKeys, witness } from '#i18n/en/witness';
import type { zhCN } from '#i18n/zh-CN';

export const en: Record<keyof typeof zhCN, string> = {
  ...common,
  ...access,
  ...alert,
  ...ask,
  ...audit,
  ...book,
  ...card,
  ...check,
  ...cli,
  ...correction,
  ...deed,
  ...desk,
  ...enrol,
  ...exchange,
  ...field,
  ...grantList,
  ...home,
  ...incident,
  ...insurance,
  ...ledger,
  ...member,
  ...notice,
  ...offer,
  ...office,
  ...opening,
  ...ownExchange,
  ...ownPairing,
  ...pairing,
  ...paper,
  ...pattern,
  ...phone,
  ...photo,
  ...plan,
  ...policy,
  ...pool,
  ...post,
  ...receipt,
  ...refusal,
  ...service,
  ...slip,
  ...station,
  ...statement,
  ...step,
  ...storm,
  ...telling,
  ...user,
  ...sealKeys,
  ...visit,
  ...witness,
};
