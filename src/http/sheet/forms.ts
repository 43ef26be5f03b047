/** 表格: printed under a number, blank or for somebody; its fields are those of the screens. */
import { z } from 'zod';
import { halfWidth } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import { hasLines, PAPER_FORMS, SHEET_LINES } from '#domain/sheet';
import { choice, maybeText, submissionKey } from '#http/form';
import { spaced } from '#http/member/papers-told';
import { fullName } from '#http/name';
import { sayPath } from '#http/place-words';
import { qrTo } from '#http/qr';
import { type Page, page, type Route, seeOther } from '#http/route';
import {
  CONFIRMATION_COLUMNS,
  type Column,
  denyWords,
  fieldsOf,
  isEnrolment,
  LINE_COLUMNS,
  lineLabel,
} from '#http/sheet/fields';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { viewMember } from '#usecases/member/view';
import { printSheet } from '#usecases/sheet/print';
import { readSheet } from '#usecases/sheet/read';

/** A number as it is typed from paper, with the blanks that are printed in it. */
const numberIn = (typed: string): string => halfWidth(typed).replace(/[\s-]/g, '');

const list = forStaff(async (visit): Promise<Page> => {
  const memberId = textOf(visit.query, 'member') || textOf(visit.body, 'member');
  const member = memberId ? (await viewMember(visit.desk, memberId)).member : null;
  return page('sheet/forms', {
    forms: PAPER_FORMS.map((form) => ({
      form,
      title: visit.t(`paper.form.${form}`),
      text: visit.t(`paper.about.${form}`),
    })),
    member: member && { id: member.id, name: fullName(visit, member) },
  });
});

const print = forStaff(async (visit) => {
  const { key, form, member } = visit.read(
    z.object({ key: submissionKey(), form: choice(PAPER_FORMS), member: maybeText(40) }),
  );
  return seeOther(`/sheets/${await printSheet(visit.desk, { key, form, memberId: member })}`);
});

const sheetPage = forStaff(async (visit) => {
  const { number = '' } = visit.params;
  const { sheet, person, place } = await readSheet(visit.desk, number, 'form.print');
  const { form } = sheet;
  // A wall card is printed with her other card.
  if (form === 'wallCard') return seeOther(`/members/${sheet.memberId}/card`);
  const { t } = visit;
  return page('sheet/print', {
    form,
    title: t(`paper.form.${form}`),
    about: t(`paper.about.${form}`),
    number: spacedSheet(number),
    code: qrTo(visit, hasLines(form) ? `/sheets/${number}/lines` : `/sheets/${number}`),
    person: person ? fullName(visit, person) : '',
    place: sayPath(place, visit),
    fields: isEnrolment(form) ? fieldsOf(form, t) : [],
    columns: columnsOf(form, visit),
    lines: SHEET_LINES,
    deny: form === 'confirmation' ? denyWords(t) : '',
    keying: hasLines(form) ? `/sheets/${number}/lines` : '',
  });
});

function columnsOf(form: string, { t }: StaffVisit): Column[] {
  if (form === 'visits') return LINE_COLUMNS.map((name) => ({ name, label: lineLabel(name, t) }));
  return form === 'confirmation' ? CONFIRMATION_COLUMNS(t) : [];
}

/** 123 456 789, or 4404 2074 for a card. */
export const spacedSheet = (number: string): string =>
  number.length === 9 ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : spaced(number);

/** The number on a sheet leads to its lines. */
const find = forStaff(async (visit) => {
  const number = numberIn(visit.read(z.object({ number: z.string().max(40).optional() })).number ?? '');
  if (!number) throw new Refusal('missing', { field: 'number' });
  await readSheet(visit.desk, number, 'sheet.key').catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found')
      throw new Refusal('not_understood', { field: 'number' });
    throw error;
  });
  return seeOther(`/sheets/${number}/lines`);
});

export const routes: Route[] = [
  { method: 'GET', url: '/forms', needs: 'form.print', handle: list },
  { method: 'POST', url: '/sheets', needs: 'form.print', form: list, handle: print },
  { method: 'POST', url: '/sheet-search', needs: 'sheet.key', form: list, handle: find },
  { method: 'GET', url: '/sheets/:number', needs: 'form.print', handle: sheetPage },
];
