/** What is filled in on this phone, whatever it is: begun, drawn, read back and understood by what it will be. */
import {
  absentScreen,
  absentToMend,
  draftForAbsent,
  draftForAbsentGoing,
  fillInAbsent,
  readAbsent,
} from '#field/absent';
import { phoneNow } from '#field/clock';
import { draftFor, draftForOrder, draftForRound, draftToMend, readForm } from '#field/draft';
import { askToMend, draftToAsk, readAskForm } from '#field/draft-ask';
import { draftForDuty, dutyScreen, dutyToMend, fillInDuty, keepUpDuty, readDuty, readDutyForm } from '#field/duty';
import { draftToGo, goScreen, goToMend, keepUpGo, readGo, withGoing } from '#field/go';
import { readAsk } from '#field/read-ask';
import { type Clocks, readDraft, type Understood } from '#field/read-draft';
import { askScreen, fillInAsk, keepUpAsk } from '#field/screen-ask';
import { fillIn, keepUp, logScreen } from '#field/screen-log';
import { known, ownEntries, personOf, roster } from '#field/state';
import { ASK, type Draft, DUTY, GO, type Roster } from '#field/types';

/** The draft that an address names; null where there is nothing to fill in. */
export function draftAt(name: string, id: string): Draft | null {
  if (!roster()) return null;
  if (name === 'log') return personOf(id) ? withGoing(draftFor(id)) : null;
  if (name === 'visit') return personOf(id) ? draftForDuty(id) : null;
  if (name === 'go') return personOf(id) ? draftToGo(id) : null;
  if (name === 'ask') return personOf(id) ? draftToAsk(id) : null;
  if (name === 'round') return draftForRound();
  if (name === 'draft') return known.drafts.find((one) => one.id === id) ?? null;
  const order = roster()?.orders.find((one) => one.id === id);
  if (name === 'order') return order ? draftForOrder(order) : null;
  if (name === 'absent') return order ? draftForAbsent(order) : draftForAbsentGoing(id);
  return name === 'mend' ? mendAt(id) : null;
}

function mendAt(id: string): Draft | null {
  const entry = ownEntries().find((one) => one.id === id);
  if (!entry) return null;
  const { record } = entry;
  if ('volunteers' in record) return draftToMend(entry, record);
  // What else came back is put right at the house's own page.
  if (entry.state === 'taken') return null;
  if (record.form === GO) return goToMend(id, record);
  if (record.form === DUTY) return dutyToMend(id, record);
  return record.form === ASK ? askToMend(id, record) : absentToMend(id, record);
}

const visit = {
  screen: logScreen,
  fill: fillIn,
  keepUp,
  read: readForm,
  understand: (draft: Draft, list: Roster, clocks: Clocks): Understood => readDraft(draft, list, clocks),
};

/** How each kind is drawn, filled, kept up, read back and understood. */
const PAGES: Record<NonNullable<Draft['does']> | 'visit', typeof visit> = {
  visit,
  ask: {
    screen: askScreen,
    fill(draft) {
      fillIn(draft);
      fillInAsk(draft);
    },
    keepUp: keepUpAsk,
    read: (draft, form) => ({ ...readForm(draft, form), ask: readAskForm(form) }),
    understand: readAsk,
  },
  go: { screen: goScreen, fill: keepUpGo, keepUp: keepUpGo, read: readForm, understand: readGo },
  duty: { screen: dutyScreen, fill: fillInDuty, keepUp: keepUpDuty, read: readDutyForm, understand: readDuty },
  absent: {
    screen: absentScreen,
    fill: fillInAbsent,
    keepUp() {},
    read: (draft, form) => ({ ...draft, touchedAt: phoneNow(), note: String(new FormData(form).get('note') ?? '') }),
    understand: (draft, _list, clocks) => readAbsent(draft, clocks),
  },
};

const kindOf = ({ does }: Draft) => PAGES[does ?? 'visit'];

export const pageOf = (draft: Draft): DocumentFragment => kindOf(draft).screen(draft);
/** After it stands on the page: what its fields hold. */
export const fillPage = (draft: Draft): void => kindOf(draft).fill(draft);
/** While she fills it in: in one sentence what will be kept. */
export const keepUpPage = (draft: Draft): void => kindOf(draft).keepUp(draft);
export const readPage = (draft: Draft, form: HTMLFormElement): Draft => kindOf(draft).read(draft, form);
export const understood = (draft: Draft, list: Roster, clocks: Clocks): Understood =>
  kindOf(draft).understand(draft, list, clocks);
