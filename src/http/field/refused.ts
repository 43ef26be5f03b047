/** 手机传来没收下的: what phones wrote and the house did not take in, with the reason; for the helper and her town. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { mayEver } from '#domain/permission';
import { lineWords } from '#http/field/line';
import { refusedWords } from '#http/field/receipt';
import { text } from '#http/form';
import { sayName } from '#http/name';
import { page, type Route } from '#http/route';
import { forStaff, landed, type StaffVisit, textOf } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { dropRefused, type OpenRefusals, readRefused } from '#usecases/field/refused';

async function listPage(visit: StaffVisit) {
  const found = await readRefused(visit.desk);
  return page('field/refused', {
    rows: found.rows.map((one) => rowTold(one, found, visit)),
    mayDrop: mayEver(visit.actor, 'exchange.log'),
    done: textOf(visit.query, 'done') === 'dropped' ? visit.t('station.dropped') : '',
  });
}

function rowTold({ row, line }: OpenRefusals['rows'][number], { names }: OpenRefusals, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const called = (id: string) => sayName(names.get(id) ?? t('desk.somebody'), lang);
  const at = sayMoment(lang, row.firstAt, dayOf(desk.now));
  return {
    ...lineWords(line, visit),
    ...{ writerId: row.writerId, id: row.id, bodyHash: row.bodyHash },
    why: refusedWords(row, visit),
    who: [
      t('station.written_by', { name: called(row.writerId), at }),
      row.enteredBy === row.writerId ? '' : t('station.handed_by', { name: called(row.enteredBy) }),
    ]
      .filter(Boolean)
      .join(t('care.comma')),
  };
}

const Which = z.object({ writerId: text(64), id: text(64), bodyHash: text(64) });

async function drop(visit: StaffVisit) {
  await dropRefused(visit.desk, visit.read(Which));
  return landed('/field/refused', 'dropped');
}

const form = forStaff(listPage);
export const routes: Route[] = [
  { method: 'GET', url: '/field/refused', needs: 'desk.read', handle: form },
  { method: 'POST', url: '/field/refused', needs: 'exchange.log', form, handle: forStaff(drop) },
];
