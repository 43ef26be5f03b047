/** 表格: printed under a number, blank or for somebody; its fields are those of the screens. */
import { z } from 'zod';
import { PAPER_FORMS, SHEET_LINES } from '#domain/sheet';
import { choice, maybeText, submissionKey } from '#http/form';
import { fullName } from '#http/name';
import { sayPath } from '#http/place-words';
import { qrTo } from '#http/qr';
import { type Page, page, type Route, seeOther } from '#http/route';
import {
  answerColumns,
  type Column,
  denyWords,
  fieldsOf,
  isEnrolment,
  LINE_COLUMNS,
  lineLabel,
} from '#http/sheet/fields';
import { findSheet, keyingPage, linesPageOf } from '#http/sheet/find';
import { spacedSheet } from '#http/sheet/number';
import { printedWords } from '#http/sheet/printed';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { viewMember } from '#usecases/member/view';
import { printSheet } from '#usecases/sheet/print';
import { readSheet } from '#usecases/sheet/read';
import { readAsks } from '#usecases/sheet/read-answers';

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
  const lines = linesPageOf(sheet);
  return page('sheet/print', {
    form,
    title: t(`paper.form.${form}`),
    about: t(`paper.about.${form}`),
    number: spacedSheet(number),
    code: qrTo(visit, lines ?? `/sheets/${number}`),
    person: person ? fullName(visit, person) : '',
    place: sayPath(place, visit),
    fields: isEnrolment(form) ? fieldsOf(form, t) : [],
    columns: columnsOf(form, visit),
    lines: await linesOn(form, number, visit),
    deny: form === 'confirmation' ? denyWords(t) : '',
    keying: lines ?? (await keyingPage(visit.desk, sheet)),
  });
});

/** What is printed on each line, in the order of the columns; the rest of it is blank. */
async function linesOn(form: string, number: string, visit: StaffVisit): Promise<string[][]> {
  if (form !== 'confirmation') return Array.from({ length: SHEET_LINES }, () => []);
  const asks = await readAsks(visit.desk, number, 'form.print');
  return asks.map((line) => Object.values(printedWords(line, visit)));
}

function columnsOf(form: string, { t }: StaffVisit): Column[] {
  if (form === 'visits') return LINE_COLUMNS.map((name) => ({ name, label: lineLabel(name, t) }));
  return form === 'confirmation' ? answerColumns(t) : [];
}

export const routes: Route[] = [
  { method: 'GET', url: '/forms', needs: 'form.print', handle: list },
  { method: 'POST', url: '/sheets', needs: 'form.print', form: list, handle: print },
  { method: 'POST', url: '/sheet-search', needs: 'sheet.key', form: list, handle: findSheet },
  { method: 'GET', url: '/sheets/:number', needs: 'form.print', handle: sheetPage },
];
