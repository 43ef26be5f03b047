/** 异常: the list by deadline, the file of one, and what is done about it: taken, handed on, closed, opened again. */
import { z } from 'zod';
import { CLOSE_REASONS } from '#domain/alert';
import { dayOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { closeWords, toldAlert, whatWords } from '#http/alert/words';
import { choice, maybeText, text } from '#http/form';
import { called, sayName } from '#http/name';
import { doneWords } from '#http/office/words';
import { sayPath } from '#http/place-words';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { callsTo, emergencyCalls, outcomeWords, sayOn } from '#http/visit/words';
import { sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import { closeAlert, handOnAlert, reopenAlert, takeAlert } from '#usecases/alert/see-to';
import { type AlertFile, listAlerts, viewAlert } from '#usecases/alert/view';

const DONE = {
  take: 'alert.done.take',
  handOn: 'alert.done.handOn',
  close: 'alert.done.close',
  reopen: 'alert.done.reopen',
} as const;

const list = async (visit: StaffVisit): Promise<Page> => {
  const name = textOf(visit.query, 'list') === 'closed' ? 'closed' : 'open';
  const region = textOf(visit.query, 'region');
  const here = /^\d{4,12}$/.test(region) ? region : null;
  const { lines, path } = await listAlerts(visit.desk, name, here);
  return page('alert/list', {
    list: name,
    where: sayPath(path, visit),
    lists: (['open', 'closed'] as const).map((one) => ({
      href: withQuery('/alerts', { list: one === 'open' ? null : one, region: here }),
      words: visit.t(`alert.list.${one}`),
      here: one === name,
    })),
    alerts: lines.map((line) => toldAlert(line, visit)),
  });
};

const idOf = ({ params }: StaffVisit): string => params.id ?? '';

async function shown(visit: StaffVisit): Promise<Page> {
  const file = await viewAlert(visit.desk, idOf(visit));
  return page('alert/alert', { ...fileWords(file, visit), done: doneWords(visit, DONE) });
}

function fileWords(file: AlertFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { alert, newerId, person, moves, visits, numbers, answering } = file;
  const line = toldAlert(file, visit);
  const phoneOf = answering?.userId === visit.actor.id ? null : answering?.phone;
  const say = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  return {
    alert: {
      ...line,
      open: alert.state !== 'closed',
      mine: alert.ownerId === visit.actor.id && alert.state === 'taken',
    },
    member: { id: person.id, name: called(person, lang) },
    newer: newerId && `/alerts/${newerId}`,
    title: t('alert.of', { name: called(person, lang), what: whatWords(alert, visit) }),
    calls: [
      ...(line.urgent ? emergencyCalls(alert.findings, visit) : []),
      ...callsTo(numbers, visit),
      ...(phoneOf ? [{ label: sayName(answering?.name ?? '', lang), tel: phoneOf }] : []),
    ],
    rows: [
      { label: t('alert.what'), value: line.what, sub: line.urgency },
      ...(alert.note ? [{ label: t('alert.note'), value: alert.note }] : []),
      { label: t('alert.owner'), value: line.owner },
      { label: t('alert.deadline'), value: say(alert.dueAt), sub: line.late ? t('alert.deadline_late') : '' },
      { label: t('alert.floor'), value: t(`alert.floor.${alert.floor}`) },
      ...(alert.closeNote ? [{ label: closeWords(alert.closeReason, visit), value: alert.closeNote }] : []),
    ],
    visits: visits.map((one) => ({
      href: `/visits/${one.id}`,
      words: [sayOn(one.visitedOn, visit), sayName(one.by ?? '', lang), outcomeWords(one, visit)]
        .filter(Boolean)
        .join(t('care.comma')),
    })),
    moves: moves.map((move) => ({
      when: say(move.at),
      words: t(`alert.move.${move.move}`),
      by: move.by ? sayName(move.by, lang) : t('alert.system'),
      reason: [moveReason(move, visit), move.note ?? ''].filter(Boolean).join(t('care.comma')),
    })),
  };
}

/** Of a lift the floor it left, of an end its reason; what else is written there is words. */
function moveReason({ move, reason }: AlertFile['moves'][number], { t }: StaffVisit): string {
  const key = move === 'raise' ? `alert.floor.${reason}` : `alert.reason.${reason}`;
  return isKey(key) ? t(key) : '';
}

/** The page of one question about it; over when somebody was faster. */
const asking =
  (name: 'closing' | 'handing' | 'reopening') =>
  async (visit: StaffVisit): Promise<Page> => {
    const file = await viewAlert(visit.desk, idOf(visit));
    const open = file.alert.state !== 'closed';
    if (name === 'reopening' ? open || file.newerId !== null : !open) return shown(visit);
    const { t, lang } = visit;
    return page(`alert/${name}`, {
      ...fileWords(file, visit),
      reasons: CLOSE_REASONS.map((reason) => ({ value: reason, label: t(`alert.reason.${reason}`) })),
      others: file.others.map((one) => ({
        value: one.userId,
        label: sayName(one.name, lang),
        hint: [t(`role.${one.role}`), one.phone ?? ''].filter(Boolean).join(t('care.comma')),
      })),
    });
  };

const back = (visit: StaffVisit, done: keyof typeof DONE): Answer => seeOther(`/alerts/${idOf(visit)}?done=${done}`);

async function take(visit: StaffVisit): Promise<Answer> {
  await takeAlert(visit.desk, { id: idOf(visit) });
  return back(visit, 'take');
}

async function close(visit: StaffVisit): Promise<Answer> {
  const { reason, note } = visit.read(z.object({ reason: choice(CLOSE_REASONS), note: text(500) }));
  await closeAlert(visit.desk, { id: idOf(visit), reason, note });
  return back(visit, 'close');
}

async function handOn(visit: StaffVisit): Promise<Answer> {
  const { userId, note } = visit.read(z.object({ userId: text(40), note: maybeText(300) }));
  await handOnAlert(visit.desk, { id: idOf(visit), userId, note });
  return back(visit, 'handOn');
}

async function reopen(visit: StaffVisit): Promise<Answer> {
  const { note } = visit.read(z.object({ note: maybeText(300) }));
  if (!note) throw new Refusal('reason_needed', { field: 'note' });
  await reopenAlert(visit.desk, { id: idOf(visit), note });
  return back(visit, 'reopen');
}

const closing = forStaff(asking('closing'));
const handing = forStaff(asking('handing'));
const reopening = forStaff(asking('reopening'));
const file = forStaff(shown);

export const routes: Route[] = [
  { method: 'GET', url: '/alerts', needs: 'alert.read', handle: forStaff(list) },
  { method: 'GET', url: '/alerts/:id', needs: 'alert.read', handle: file },
  { method: 'POST', url: '/alerts/:id/taking', needs: 'alert.take', form: file, handle: forStaff(take) },
  { method: 'GET', url: '/alerts/:id/closing', needs: 'alert.close', handle: closing },
  { method: 'POST', url: '/alerts/:id/closing', needs: 'alert.close', form: closing, handle: forStaff(close) },
  { method: 'GET', url: '/alerts/:id/hand-over', needs: 'alert.take', handle: handing },
  { method: 'POST', url: '/alerts/:id/hand-over', needs: 'alert.take', form: handing, handle: forStaff(handOn) },
  { method: 'GET', url: '/alerts/:id/reopening', needs: 'alert.take', handle: reopening },
  { method: 'POST', url: '/alerts/:id/reopening', needs: 'alert.take', form: reopening, handle: forStaff(reopen) },
];
