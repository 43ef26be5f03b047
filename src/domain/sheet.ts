/** Paper forms that we print under a number. A wall card (挂墙服务卡) is one too, under the number of the card. */
export const PAPER_FORMS = ['enrolElder', 'enrolVolunteer', 'consent', 'visits', 'confirmation'] as const;
export type PaperForm = (typeof PAPER_FORMS)[number];

/** Lines of a wall card and of a visit sheet, and what a photograph of one shows at most. */
export const SHEET_LINES = 10;

/** Forms whose lines are keyed in at the station. */
export const hasLines = (form: PaperForm | 'wallCard'): boolean => form === 'visits' || form === 'wallCard';
