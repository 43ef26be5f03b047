import type { Day, HalfDay, MinuteOfDay } from '#domain/day';

/** Paper forms that we print under a number. A wall card (挂墙服务卡) is one too, under the number of the card. */
export const PAPER_FORMS = ['enrolElder', 'enrolVolunteer', 'consent', 'visits', 'confirmation'] as const;
export type PaperForm = (typeof PAPER_FORMS)[number];

/** Lines of a wall card and of a visit sheet, and what a photograph of one shows at most. */
export const SHEET_LINES = 10;

/** Forms whose lines are keyed in at the station. */
export const hasLines = (form: PaperForm | 'wallCard'): boolean => form === 'visits' || form === 'wallCard';

/** Forms that put somebody on file. */
export const ENROLMENT_FORMS: readonly PaperForm[] = ['enrolElder', 'enrolVolunteer'];

/** What stands about a visit on a form that asks whether it was so. */
export interface PrintedVisit {
  servedOn: Day;
  startMinute: MinuteOfDay | null;
  halfDay: HalfDay | null;
  serviceCode: string;
  servedMinutes: number;
  volunteerIds: string[];
}

interface Served extends Omit<PrintedVisit, 'servedOn' | 'servedMinutes' | 'volunteerIds'> {
  servedOn: Day | null;
  servedMinutes: number | null;
  volunteers: readonly { memberId: string }[];
}

/** What is printed of a record; null while nobody has written down what was done. */
export function printedOf({ servedOn, servedMinutes, volunteers, ...visit }: Served): PrintedVisit | null {
  if (servedOn === null || servedMinutes === null) return null;
  const { startMinute, halfDay, serviceCode } = visit;
  const volunteerIds = volunteers.map(({ memberId }) => memberId).sort();
  return { servedOn, startMinute, halfDay, serviceCode, servedMinutes, volunteerIds };
}

/** Her word is about what she read: a record that was corrected since is asked about anew. */
export function isAsPrinted(printed: PrintedVisit, record: Served): boolean {
  const now = printedOf(record);
  if (now === null) return false;
  const words = (visit: PrintedVisit) => [
    visit.servedOn,
    visit.startMinute,
    visit.halfDay,
    visit.serviceCode,
    visit.servedMinutes,
    ...[...visit.volunteerIds].sort(),
  ];
  return JSON.stringify(words(printed)) === JSON.stringify(words(now));
}
