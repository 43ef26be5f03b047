/** The pages of the office: who works in it, what it gives, by which rules, and what was done. */
import { routes as audit } from '#http/audit';
import { routes as bureau } from '#http/bureau';
import { routes as correction } from '#http/correction';
import { routes as grant } from '#http/grant';
import { routes as grantNew } from '#http/grant/new';
import { routes as grantList } from '#http/grant-list';
import { routes as ledger } from '#http/ledger';
import { routes as opening } from '#http/opening';
import { routes as password } from '#http/password';
import { routes as policy } from '#http/policy';
import { routes as pool } from '#http/pool';
import { routes as post } from '#http/post';
import { routes as postFile } from '#http/post/file';
import type { Route } from '#http/route';
import { routes as user } from '#http/user';

export const officeRoutes: readonly Route[] = [
  ...grantList,
  ...pool,
  ...user,
  ...grantNew,
  ...grant,
  ...post,
  ...postFile,
  ...bureau,
  ...password,
  ...policy,
  ...audit,
  ...ledger,
  ...correction,
  ...opening,
];
