/** 规则: every rule with a number in words, where it comes from, what was decided before, and changes by two officers. */

import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import type { PolicyKey } from '#domain/policy';
import { isPolicyKey, UNITS } from '#domain/policy-unit';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';
import { submissionKey, text, ticked, understood } from '#http/form';
import { beside, doneWords } from '#http/office/words';
import { sayPath } from '#http/place-words';
import { questionsFor } from '#http/policy/form';
import { valueFields, valueFrom } from '#http/policy/read';
import { ruleRow, ruleWords, SECTIONS, sectionOf } from '#http/policy/words';
import { notFound, page, type Route, type Visit } from '#http/route';
import { landed, textOf } from '#http/staff-page';
import { acceptPolicy } from '#usecases/policy/accept';
import { proposePolicy } from '#usecases/policy/propose';
import { type PlaceOption, placesToRule, viewRule, viewRules } from '#usecases/policy/view';

const DONE = { proposed: 'policy.done_proposed', accepted: 'policy.done_accepted' } as const;

const placeIn = (visit: Visit): string | null => textOf(visit.body, 'regionCode') || textOf(visit.query, 'in') || null;
const keyIn = ({ params, query, body }: Visit): string =>
  params.key ?? (textOf(body, 'policyKey') || textOf(query, 'key'));

const optionsOf = (places: readonly PlaceOption[], visit: Visit) =>
  places.map(({ code, path }) => ({ value: code, label: sayPath(path, visit) }));

async function list(visit: Visit) {
  const { here, places, rules, waiting } = await viewRules(visit.desk, placeIn(visit));
  const told = rules.map((rule) => ruleWords(rule, visit));
  return page('policy/list', {
    here: here.code,
    places: optionsOf(places, visit),
    place: sayPath(here.path, visit),
    changed: told.filter(({ changed }) => changed),
    sections: SECTIONS.map((section) => ({
      title: visit.t(`policy.section.${section}`),
      rules: told.filter((rule) => sectionOf(rule.key) === section),
    })),
    waiting: waiting.map((row) => ruleRow(row, visit)),
    done: doneWords(visit, DONE),
  });
}

async function show(visit: Visit) {
  const { here, places, rule, waiting, history, propose } = await viewRule(visit.desk, keyIn(visit), placeIn(visit));
  return page('policy/rule', {
    ...ruleWords(rule, visit),
    here: here.code,
    places: optionsOf(places, visit),
    place: sayPath(here.path, visit),
    waiting: waiting.map((row) => ruleRow(row, visit)),
    history: history.map((row) => ruleRow(row, visit)),
    propose,
    done: doneWords(visit, DONE),
  });
}

/** The form for one key. What never changes has none. */
async function ask(visit: Visit) {
  const { here, rule } = await viewRule(visit.desk, keyIn(visit), placeIn(visit));
  if (UNITS[rule.key] === 'fixed') return notFound();
  const places = await placesToRule(visit.desk);
  const told = ruleWords(rule, visit);
  return page('policy/new', {
    ...told,
    here: places.some((place) => place.code === here.code) ? here.code : (places[0]?.code ?? ''),
    places: optionsOf(places, visit),
    questions: questionsFor(rule.key, rule.value, visit),
  });
}

const formFor = (policyKey: PolicyKey, today: Day) =>
  z.object({
    ...valueFields(policyKey),
    key: submissionKey(),
    regionCode: text(12),
    validFrom: understood((typed) => laterDay(typed, today)),
    locked: ticked(),
    ruleReason: text(120),
  });

/** The use case asks again; here so that everything that is to be put right is said at once. */
function laterDay(typed: string, today: Day): Day {
  const day = readDay(typed, today, 'coming');
  if (day <= today) throw new Refusal('policy_day_in_past');
  return day;
}

async function propose(visit: Visit) {
  const { desk } = visit;
  const policyKey = keyIn(visit);
  if (!isPolicyKey(policyKey) || UNITS[policyKey] === 'fixed') return notFound();
  const given = visit.read(formFor(policyKey, dayOf(desk.now)));
  const { key, regionCode, validFrom, locked, ruleReason, ...fields } = given;
  const value = valueFrom(policyKey, fields);
  const change = { key, policyKey, regionCode, value, validFrom, locked, reason: ruleReason };
  await proposePolicy(desk, change).catch(beside({ reason: 'ruleReason' }));
  return landed(`/policies/${policyKey}?in=${regionCode}`, 'proposed');
}

async function accept(visit: Visit) {
  await acceptPolicy(visit.desk, { id: visit.params.id ?? '' });
  const key = keyIn(visit);
  return landed(isPolicyKey(key) ? `/policies/${key}` : '/policies', 'accepted');
}

const again = (visit: Visit) => (isPolicyKey(keyIn(visit)) ? show(visit) : list(visit));

export const routes: Route[] = [
  { method: 'GET', url: '/policies', needs: 'policy.read', handle: list },
  { method: 'GET', url: '/policies/new', needs: 'policy.propose', handle: ask },
  { method: 'POST', url: '/policies', needs: 'policy.propose', form: ask, handle: propose },
  { method: 'GET', url: '/policies/:key', needs: 'policy.read', handle: show },
  { method: 'POST', url: '/policies/:id/acceptance', needs: 'policy.accept', form: again, handle: accept },
];
