/** All words, in Chinese: the source. A noun brings its own file; here they are put on one shelf. */
import { access } from '#i18n/zh-CN/access';
import { alert } from '#i18n/zh-CN/alert';
import { ask } from '#i18n/zh-CN/ask';
import { audit } from '#i18n/zh-CN/audit';
import { book } from '#i18n/zh-CN/book';
import { card } from '#i18n/zh-CN/card';
import { check } from '#i18n/zh-CN/check';
import { cli } from '#i18n/zh-CN/cli';
import { common } from '#i18n/zh-CN/common';
import { correction } from '#i18n/zh-CN/correction';
import { deed } from '#i18n/zh-CN/deed';
import { desk } from '#i18n/zh-CN/desk';
import { enrol } from '#i18n/zh-CN/enrol';
import { exchange } from '#i18n/zh-CN/exchange';
import { field } from '#i18n/zh-CN/field';
import { grantList } from '#i18n/zh-CN/grant-list';
import { home } from '#i18n/zh-CN/home';
import { incident } from '#i18n/zh-CN/incident';
import { insurance } from '#i18n/zh-CN/insurance';
import { ledger } from '#i18n/zh-CN/ledger';
import { member } from '#i18n/zh-CN/member';
import { notice } from '#i18n/zh-CN/notice';
import { offer } from '#i18n/zh-CN/offer';
import { office } from '#i18n/zh-CN/office';
import { opening } from '#i18n/zh-CN/opening';
import { ownExchange } from '#i18n/zh-CN/own-exchange';
import { ownPairing } from '#i18n/zh-CN/own-pairing';
import { pairing } from '#i18n/zh-CN/pairing';
import { paper } from '#i18n/zh-CN/paper';
import { pattern } from '#i18n/zh-CN/pattern';
import { phone } from '#i18n/zh-CN/phone';
import { photo } from '#i18n/zh-CN/photo';
import { plan } from '#i18n/zh-CN/plan';
import { policy } from '#i18n/zh-CN/policy';
import { pool } from '#i18n/zh-CN/pool';
import { post } from '#i18n/zh-CN/post';
import { receipt } from '#i18n/zh-CN/receipt';
import { refusal } from '#i18n/zh-CN/refusal';
import { service } from '#i18n/zh-CN/service';
import { slip } from '#i18n/zh-CN/slip';
import { statement } from '#i18n/zh-CN/statement';
import { station } from '#i18n/zh-CN/station';
import { step } from '#i18n/zh-CN/step';
import { storm } from '#i18n/zh-CN/storm';
import { telling } from '#i18n/zh-CN/telling';
import { user } from '#i18n/zh-CN/user';
import { visit } from '#i18n/zh-CN/visit';
import { sealKeys, witness } from '#i18n/zh-CN/witness';

export const zhCN = {
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
} as const;
