/** The people pages, put together. The order does not matter: no two have the same address. */
import { routes as list } from '#http/member';
import { routes as away } from '#http/member/away';
import { routes as card } from '#http/member/card';
import { routes as correct } from '#http/member/correct';
import { routes as death } from '#http/member/death';
import { routes as decide } from '#http/member/decide';
import { routes as enrol } from '#http/member/enrol';
import { routes as exchanges } from '#http/member/exchanges';
import { routes as household } from '#http/member/household';
import { routes as kin } from '#http/member/kin';
import { routes as look } from '#http/member/look';
import { routes as paper } from '#http/member/paper';
import { routes as statement } from '#http/member/statement';
import { routes as suits } from '#http/member/suits';
import type { Route } from '#http/route';

export const memberRoutes: readonly Route[] = [
  ...list,
  ...enrol,
  ...decide,
  ...correct,
  ...away,
  ...death,
  ...household,
  ...kin,
  ...paper,
  ...card,
  ...look,
  ...statement,
  ...exchanges,
  ...suits,
];
