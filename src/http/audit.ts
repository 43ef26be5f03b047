/** 留痕: what was done, by whom, to which record. Ids and codes only; whoever looks is written down too. */
import { dayOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';
import { auditRow, NOUNS } from '#http/audit/words';
import type { FieldError } from '#http/form';
import { page, type Route, type Visit } from '#http/route';
import { textOf, withQuery } from '#http/staff-page';
import type { AuditPlace } from '#records/audit';
import { readTrail } from '#usecases/audit/view';

const ID_MAX = 60;

/** `1764…_aud_01…`: the row before the page, as it stands in the address. */
function placeOf(typed: string): AuditPlace | null {
  const found = /^(\d{1,15})\.([\w:]{1,60})$/.exec(typed);
  return found?.[1] && found[2] ? { at: Number(found[1]), id: found[2] } : null;
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
      rows: trail.rows.map((row) => auditRow(row, trail, visit)),
      none: trail.unknownActor ? t('audit.nobody_called') : t('audit.none'),
      newest: before ? here : '',
      older: trail.older ? withQuery(here, { before: `${trail.older.at}.${trail.older.id}` }) : '',
    },
    errors.length > 0 ? 422 : 200,
  );
}

export const routes: Route[] = [{ method: 'GET', url: '/audit', needs: 'audit.read', handle: list }];
