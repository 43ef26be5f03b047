/** Rules in words: which part of the page they stand in, their value now, who set it, and what was decided before. */

import { dayOf } from '#domain/day';
import type { PolicyKey } from '#domain/policy';
import { UNITS } from '#domain/policy-unit';
import { levelOf } from '#domain/region';
import { sayName } from '#http/name';
import { sayPath } from '#http/place-words';

import type { Visit } from '#http/route';
import { sayDate } from '#i18n/say';
import { sayPolicy } from '#i18n/say-policy';
import type { Key } from '#i18n/words';
import type { Fit } from '#usecases/fit';
import type { RuleRow } from '#usecases/policy/rows';
import type { RuleNow } from '#usecases/policy/view';

/** In the order in which an officer asks for them. */
export const SECTIONS = ['granted', 'earning', 'using', 'people', 'checking', 'pool', 'passing', 'house'] as const;
type Section = (typeof SECTIONS)[number];
type Prefix = PolicyKey extends infer K ? (K extends `${infer P}.${string}` ? P : never) : never;

const SECTION_OF = {
  brand: 'house',
  unit: 'house',
  ledger: 'house',
  retention: 'house',
  credit: 'earning',
  earn: 'earning',
  coefficient: 'earning',
  group: 'earning',
  kin: 'earning',
  helper: 'earning',
  balance: 'using',
  redeem: 'using',
  hold: 'using',
  volunteer: 'people',
  pairing: 'people',
  visit: 'people',
  alert: 'people',
  incident: 'people',
  insurance: 'people',
  cash: 'people',
  storm: 'people',
  honour: 'people',
  pin: 'people',
  recipient: 'granted',
  grant: 'granted',
  transfer: 'passing',
  donate: 'passing',
  exit: 'passing',
  death: 'passing',
  verify: 'checking',
  log: 'checking',
  notice: 'checking',
  dispute: 'checking',
  audit: 'checking',
  sanction: 'checking',
  decision: 'checking',
  pool: 'pool',
  clearing: 'pool',
} as const satisfies Record<Prefix, Section>;

export const sectionOf = (key: PolicyKey): Section => SECTION_OF[key.split('.')[0] as Prefix];

/** What the software came with is version 1 and was decided by nobody. */
const CAME_WITH = 1;

export function ruleWords({ key, value, from, next }: RuleNow, visit: Visit) {
  const { t, lang } = visit;
  const level = from ? levelOf(from.regionCode) : null;
  const initial = !from || !level || from.version === CAME_WITH;
  return {
    key,
    name: t(`policy.key.${key}`),
    value: sayPolicy(lang, t, key, value),
    fixed: UNITS[key] === 'fixed',
    source: initial ? t('policy.from_start') : t('policy.from_level', { level: t(`level.${level}`) }),
    since: initial ? '' : t('policy.version_since', { version: from.version, day: sayDate(lang, from.since) }),
    locked: from?.locked ?? false,
    /** Decided by somebody, or about to be. */
    changed: !initial || Boolean(next),
    next: next
      ? t('policy.changes_on', { day: sayDate(lang, next.since), value: sayPolicy(lang, t, key, next.value) })
      : '',
  };
}

const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'policy.yours',
  own_family_decision: 'policy.not_fit',
  policy_day_in_past: 'policy.too_late',
};

/** A proposal, or something that was decided. */
export function ruleRow({ row, value, path, accept, ...by }: RuleRow, visit: Visit) {
  const { t, lang } = visit;
  const proposer = by.proposer ? sayName(by.proposer, lang) : t('audit.job');
  const key = row.key as PolicyKey;
  const initial = row.version === CAME_WITH;
  const name = t(`policy.key.${key}`);
  const said = sayPolicy(lang, t, key, value);
  const day = sayDate(lang, row.validFrom);
  const place = sayPath(path, visit);
  const why = WHY_NOT[accept];
  const who = [
    t('policy.proposed_by', { who: proposer }),
    by.accepter ? t('policy.accepted_by', { who: sayName(by.accepter, lang) }) : '',
  ];
  return {
    id: row.id,
    key,
    line: t('policy.waiting_line', { key: name, value: said }),
    sub: t('policy.waiting_sub', { place, day, who: proposer }),
    value: said,
    place,
    day,
    locked: row.locked,
    who: initial ? t('policy.initial') : who.filter(Boolean).join(t('care.comma')),
    reason: row.reason && !initial ? t('policy.why', { reason: row.reason }) : '',
    version: row.version === null ? '' : t('policy.history_version', { version: row.version }),
    proposedOn: sayDate(lang, dayOf(row.proposedAt)),
    mayAccept: accept === 'fit',
    acceptLabel: t('policy.accept', { day, value: said }),
    whyNot: why ? t(why) : '',
  };
}
