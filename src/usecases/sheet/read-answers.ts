/** A form that asks about visits, as it was printed and as it is keyed in: what stands on each line, and what became of it. */
import type { State } from '#domain/exchange';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { isAsPrinted, type PrintedVisit } from '#domain/sheet';
import { exchangesById } from '#records/exchange';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { type ServiceRow, servicesOf } from '#records/service';
import { findSheet, linesOf, type SheetLine } from '#records/sheet';
import { asksOf } from '#records/sheet-ask';
import type { Desk } from '#usecases/desk';

export interface AskedLine {
  line: number;
  exchangeId: string;
  printed: PrintedVisit;
  volunteers: Person[];
  service: ServiceRow;
  /** Its record as it stands now. */
  state: State;
  /** It still says what was printed. */
  asPrinted: boolean;
  answered: (SheetLine & { by: string; handled: string }) | null;
}

/** In the order of the sheet; none on other forms. @throws Refusal not_found */
export const readAsks = (desk: Desk, number: string, action: Action): Promise<AskedLine[]> =>
  desk.read(async (act) => {
    await findSheet(act, number, action);
    const asks = await asksOf(act, number);
    const records = await exchangesById(
      act,
      asks.map(({ exchangeId }) => exchangeId),
    );
    const done = await linesOf(act, number);
    const names = await namesOf(
      act,
      done.flatMap(({ enteredBy, handledBy }) => [enteredBy, handledBy]),
    );
    const people = await personsById(
      act,
      asks.flatMap(({ printed }) => printed.volunteerIds),
    );
    const services = await servicesOf(
      act,
      asks.map(({ printed }) => printed),
    );
    return asks.map(({ line, exchangeId, printed }) => {
      const record = must(records.find(({ id }) => id === exchangeId));
      const answered = done.find((one) => one.line === line);
      const nameOf = (id: string) => names.get(id) ?? '';
      return {
        line,
        exchangeId,
        printed,
        volunteers: printed.volunteerIds.flatMap((id) => people.get(id) ?? []),
        service: must(services.get(printed.serviceCode)),
        state: record.state,
        asPrinted: isAsPrinted(printed, record),
        answered: answered
          ? { ...answered, by: nameOf(answered.enteredBy), handled: nameOf(answered.handledBy) }
          : null,
      };
    });
  });

/** @throws Refusal not_found for any other form */
export async function readAnswers(desk: Desk, number: string): Promise<AskedLine[]> {
  const lines = await readAsks(desk, number, 'sheet.key');
  if (lines.length === 0) throw new Refusal('not_found');
  return lines;
}
