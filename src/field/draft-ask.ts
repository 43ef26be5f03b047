/** 请人帮手, begun: as she was helped last, tomorrow; filled in on the page, read back from it. */

import { daysBetween } from '#domain/day';
import { CONSENTS } from '#domain/field/record';
import { today } from '#field/clock';
import { blank, clock, dayMeant } from '#field/draft';
import { known, personOf } from '#field/state';
import type { AskRecord, Consent, Draft } from '#field/types';

/** As buttons, in minutes: an escort to the hospital takes half a day. */
export const ASK_BUTTONS = [30, 60, 120, 240];
/** As buttons, in days from today. */
export const ASK_DAYS = [1, 2, 3];

const NOTHING = { wish: '', urgent: false, consentHow: '' } as const;

export function draftToAsk(memberId: string): Draft {
  const begun = known.drafts.find((one) => one.does === 'ask' && !one.mends && one.memberIds[0] === memberId);
  return (
    begun ?? {
      ...blank(),
      ...{ does: 'ask', ask: NOTHING, memberIds: [memberId], ago: '-1', halfDay: 'morning' },
      serviceCode: personOf(memberId)?.lastService ?? '',
    }
  );
}

/** What the house refused, under the same id. */
export function askToMend(id: string, record: AskRecord): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  if (begun) return begun;
  const { at, wish = '', urgent = false, consentHow } = record;
  const minutes = String(record.minutes);
  const pressed = ASK_BUTTONS.includes(record.minutes);
  return {
    ...blank(),
    ...{ id, does: 'ask', mends: true, memberIds: [...record.memberIds], serviceCode: record.serviceCode },
    ...{ minutes: pressed ? minutes : '', otherMinutes: pressed ? '' : minutes },
    ...('start' in at ? { start: clock(at.start) } : { halfDay: at.halfDay }),
    ...dayIn(record),
    ask: { wish, urgent, consentHow },
  };
}

/** A button for the next three days, else written out: also where it has passed meanwhile. */
function dayIn(record: AskRecord): Pick<Draft, 'ago' | 'otherDay'> {
  const day = dayMeant(record);
  const ahead = daysBetween(today(), day);
  return ASK_DAYS.includes(ahead) ? { ago: String(-ahead), otherDay: '' } : { ago: '-1', otherDay: day };
}

/** What stands on the page of an ask beside what every page has. */
export function readAskForm(form: HTMLFormElement): NonNullable<Draft['ask']> {
  const data = new FormData(form);
  const consentHow = String(data.get('consentHow') ?? '');
  return {
    wish: String(data.get('wish') ?? ''),
    urgent: data.has('urgent'),
    consentHow: (CONSENTS as readonly string[]).includes(consentHow) ? (consentHow as Consent) : '',
  };
}
