/** 发放名单: lists of elders whom a county gives time to; drawn up by one officer, signed by another. */
import { z } from 'zod';
import type { GrantRule } from '#domain/category';
import { addMonths, dayOf, monthOf } from '#domain/day';
import { choice, submissionKey, text } from '#http/form';
import { nameOnPaper, sayName } from '#http/name';
import { doneWords, pageOf, sayMonth } from '#http/office/words';
import { placeName, sayPath } from '#http/place-words';
import { page, type Route, type Visit } from '#http/route';
import { landed } from '#http/staff-page';
import { sayDate } from '#i18n/say';
import type { Key } from '#i18n/words';
import type { Fit } from '#usecases/fit';
import { proposeGrantList } from '#usecases/grant-list/propose';
import { signGrantList } from '#usecases/grant-list/sign';
import { countiesToList, type ListLine, listLists, type SheetLine, viewGrantList } from '#usecases/grant-list/view';

const KINDS = ['change', 'yearly'] as const;
/** Lists are drawn up for this month, or for one that comes. */
const MONTHS_AHEAD = 12;
const Form = z.object({ key: submissionKey(), countyCode: text(12), kind: choice(KINDS), month: text(7) });

const TAGS = { proposed: 'waiting', signed: 'good', withdrawn: 'plain' } as const;

function lineOf({ list, county, lines, ...by }: ListLine, visit: Visit) {
  const { t, lang } = visit;
  const [proposer, signer] = [by.proposer, by.signer].map((name) => (name ? sayName(name, lang) : null));
  // On paper there is no "today".
  const when = (at: number) => sayDate(lang, dayOf(at));
  return {
    id: list.id,
    month: sayMonth(lang, list.month),
    county: placeName(county, visit),
    kind: t(`grantList.kind.${list.kind}`),
    counts: t(lines.removed > 0 ? 'grantList.counts' : 'grantList.counts_added', {
      added: lines.added,
      removed: lines.removed,
    }),
    proposed: t('grantList.by', { who: proposer ?? t('audit.job'), when: when(list.proposedAt) }),
    signed: list.signedAt === null ? '' : t('grantList.signed_by', { who: signer ?? '', when: when(list.signedAt) }),
    tag: { kind: TAGS[list.state], words: t(`grantList.state.${list.state}`) },
  };
}

async function list(visit: Visit) {
  const at = pageOf(visit.query);
  const { lists, more } = await listLists(visit.desk, at);
  return page('grant-list/list', { lists: lists.map((line) => lineOf(line, visit)), at, more });
}

async function ask(visit: Visit) {
  const { t, lang, desk } = visit;
  const counties = await countiesToList(desk);
  const first = `${monthOf(dayOf(desk.now))}-01`;
  const months = Array.from({ length: MONTHS_AHEAD }, (_, ahead) => monthOf(addMonths(first, ahead)));
  const open = counties.flatMap(({ name, open }) => (open ? [{ name, open }] : []));
  return page('grant-list/new', {
    counties: counties.map(({ code, name }) => ({ value: code, label: placeName(name, visit) })),
    months: months.map((month) => ({ value: month, label: sayMonth(lang, month) })),
    month: months[1],
    kinds: KINDS.map((kind) => ({
      value: kind,
      label: t(`grantList.kind.${kind}`),
      hint: t(`grantList.kind_hint.${kind}`),
    })),
    replaced: open.map(({ name, open: { kind, month } }) =>
      t('grantList.replaces', {
        county: placeName(name, visit),
        kind: t(`grantList.kind.${kind}`),
        month: sayMonth(lang, month),
      }),
    ),
  });
}

async function propose(visit: Visit) {
  const { id } = await proposeGrantList(visit.desk, visit.read(Form));
  return landed(`/grant-lists/${id}`, 'proposed');
}

/** Why this reader has no button to sign with. */
const WHY_NOT: Partial<Record<Fit, Key>> = {
  not_yours: 'grantList.wait_other',
  four_eyes: 'grantList.yours',
  own_family_decision: 'grantList.not_fit',
};

async function show(visit: Visit) {
  const { t, lang, desk, params } = visit;
  const sheet = await viewGrantList(desk, params.id ?? '');
  const line = lineOf(sheet, visit);
  const { list, lines, added, removed, sign } = sheet;
  const people = (one: SheetLine) => ({
    ...one,
    name: nameOnPaper(one.name, lang),
    path: sayPath(one.path, visit),
    because: reasonsOf(one, sheet.rule, visit),
  });
  return page('grant-list/sheet', {
    ...line,
    lines,
    proposer: nameOnPaper(sheet.proposer ?? '', lang),
    signer: nameOnPaper(sheet.signer ?? '', lang),
    state: list.state,
    version: list.policyVersion,
    added: added.map(people),
    removed: removed.map(people),
    elsewhere: sheet.elsewhere,
    maySign: list.state === 'proposed' && sign === 'fit',
    signLabel:
      list.kind === 'yearly'
        ? t('grantList.sign', { count: lines.added })
        : t('grantList.sign_change', { added: lines.added, removed: lines.removed }),
    whyNot: list.state === 'proposed' && sign !== 'fit' ? t(WHY_NOT[sign] ?? 'grantList.wait_other') : '',
    done: doneWords(
      visit,
      { proposed: 'grantList.done_proposed', signed: 'grantList.done_signed' },
      { month: line.month },
    ),
  });
}

function reasonsOf({ change, reasons }: SheetLine, rule: GrantRule, { t }: Visit): string {
  const said = change === 'add' ? 'why' : 'gone';
  const ages = { aloneFrom: rule.aloneFromAge, hardshipFrom: rule.hardshipFromAge, hardshipTo: rule.hardshipToAge };
  return reasons.map((reason) => t(`grantList.${said}.${reason}` as Key, ages)).join(t('policy.unit.comma'));
}

async function sign(visit: Visit) {
  const { id } = await signGrantList(visit.desk, { id: visit.params.id ?? '' });
  return landed(`/grant-lists/${id}`, 'signed');
}

export const routes: Route[] = [
  { method: 'GET', url: '/grant-lists', needs: 'grantList.read', handle: list },
  { method: 'GET', url: '/grant-lists/new', needs: 'grantList.propose', handle: ask },
  { method: 'POST', url: '/grant-lists', needs: 'grantList.propose', form: ask, handle: propose },
  { method: 'GET', url: '/grant-lists/:id', needs: 'grantList.read', handle: show },
  { method: 'POST', url: '/grant-lists/:id/signature', needs: 'grantList.sign', form: show, handle: sign },
];
