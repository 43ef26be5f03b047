/** 留痕: what was done, by whom, to which record. Ids and codes only; whoever looks is written down too. */
import { dayOf } from '#domain/day';
import { isPolicyKey } from '#domain/policy-unit';
import { ROLES } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';
import type { FieldError } from '#http/form';
import { sayPath } from '#http/office-words';
import { page, type Route, type Visit } from '#http/route';
import { textOf, withQuery } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { isKey, type Key } from '#i18n/words';
import type { AuditPlace, AuditRow } from '#records/audit';
import { readTrail, type Trail } from '#usecases/audit/view';

/** What the records write as nouns. */
export const NOUNS = [
  ...['member', 'household', 'kin', 'contact', 'consent', 'certificate', 'card', 'pin'],
  ...['exchange', 'grantList', 'pool', 'user', 'grant', 'policy', 'audit'],
] as const;

const ID_MAX = 60;

/** `1764…_aud_01…`: the row before the page, as it stands in the address. */
function placeOf(typed: string): AuditPlace | null {
  const found = /^(\d{1,15})\.([\w:]{1,60})$/.exec(typed);
  return found?.[1] && found[2] ? { at: Number(found[1]), id: found[2] } : null;
}

/** The words of a code, or the code where the catalogue has no line for it. */
const said = ({ t }: Visit, key: string, code: string): string => (isKey(key) ? t(key) : code);

function verbOf({ noun, verb }: AuditRow, visit: Visit): string {
  const move = `exchange.move.${verb}`;
  return noun === 'exchange' && isKey(move) ? visit.t(move) : said(visit, `audit.verb.${verb}`, verb);
}

/** A reason is a code of its noun: a role, a key of the policy, a short list of an exchange, or several with a dot. */
function reasonOf({ reason }: AuditRow, visit: Visit): string {
  if (!reason) return '';
  if (isPolicyKey(reason)) return visit.t(`policy.key.${reason}`);
  const keys = [
    ...((ROLES as readonly string[]).includes(reason) ? [`role.${reason}`] : []),
    ...['grantList.kind', 'grant.why', 'exchange.reason', 'audit.reason_code'].map((shelf) => `${shelf}.${reason}`),
  ];
  const known = keys.find(isKey);
  return known ? visit.t(known as Key) : reason;
}

function rowOf(row: AuditRow, { names, paths }: Trail, visit: Visit) {
  const { t, lang, desk } = visit;
  const { actorId, actingForId, noun, subjectId, regionCode, outcome } = row;
  const who = actorId.startsWith('job:') ? t('audit.job') : actorId.startsWith('mem_') ? t('audit.member_actor') : '';
  return {
    when: sayMoment(lang, row.at, dayOf(desk.now)),
    who: names.get(actorId) ?? (who || actorId),
    whoId: actorId,
    acting: actingForId ? t('audit.acting_for', { name: names.get(actingForId) ?? actingForId }) : '',
    act: t('audit.act', { noun: said(visit, `audit.noun.${noun}`, noun), verb: verbOf(row, visit) }),
    subjectId: subjectId === noun ? '' : subjectId,
    where: sayPath(paths.get(regionCode ?? '') ?? [], visit),
    refused: outcome === 'refused',
    reason: reasonOf(row, visit),
  };
}

/** The day that was typed; what is not understood is said beside the field, and the whole trail is shown meanwhile. */
function dayIn(visit: Visit): { day: string | null; errors: FieldError[] } {
  const typed = textOf(visit.query, 'day').trim();
  if (typed === '') return { day: null, errors: [] };
  try {
    return { day: readDay(typed, dayOf(visit.desk.now), 'past'), errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { day: null, errors: [{ field: 'day', code: error.code, params: error.params }] };
  }
}

async function list(visit: Visit) {
  const { query, t } = visit;
  const { day, errors } = dayIn(visit);
  const noun = textOf(query, 'noun');
  const asked = {
    actor: textOf(query, 'actor').trim().slice(0, ID_MAX),
    noun: (NOUNS as readonly string[]).includes(noun) ? noun : '',
    subjectId: textOf(query, 'subject').trim().slice(0, ID_MAX),
  };
  const before = placeOf(textOf(query, 'before'));
  const trail = await readTrail(visit.desk, { ...asked, day, before });
  const here = withQuery('/audit', {
    day: textOf(query, 'day') || null,
    actor: asked.actor || null,
    noun: asked.noun || null,
    subject: asked.subjectId || null,
  });
  return page(
    'audit/list',
    {
      errors,
      asked: { ...asked, day: textOf(query, 'day') },
      filtered: here !== '/audit',
      nouns: NOUNS.map((one) => ({ value: one, label: t(`audit.noun.${one}`) })),
      rows: trail.rows.map((row) => rowOf(row, trail, visit)),
      none: trail.unknownActor ? t('audit.nobody_called') : t('audit.none'),
      newest: before ? here : '',
      older: trail.older ? withQuery(here, { before: `${trail.older.at}.${trail.older.id}` }) : '',
    },
    errors.length > 0 ? 422 : 200,
  );
}

export const routes: Route[] = [{ method: 'GET', url: '/audit', needs: 'audit.read', handle: list }];
