/** How somebody was met and what was wrong, as a phone wrote it down: of a visit by itself, or beside a service. */
import { choiceIn, listIn, noteIn, type Raw } from '#domain/field/raw';
import { Refusal } from '#domain/refusal';
import { FINDING_CODES, type Finding, VISIT_MODES, type VisitMode } from '#domain/visit';

export interface FieldFound {
  mode: VisitMode;
  findings: Finding[];
  note: string | null;
}

/** As on the form at the desk. */
const LONGEST_NOTE = 500;

/** Each once, in the order of the list. @throws Refusal not_understood · too_many · too_long · visit_unseen, with the field */
export function foundIn(raw: Raw): FieldFound {
  const mode = choiceIn(raw, 'mode', VISIT_MODES);
  const ticked = listIn(raw, 'findings', FINDING_CODES.length).map((code) =>
    choiceIn({ findings: code }, 'findings', FINDING_CODES),
  );
  if (mode === 'notSeen' && ticked.length > 0) throw new Refusal('visit_unseen', { field: 'mode' });
  const findings = FINDING_CODES.filter((code) => ticked.includes(code));
  return { mode, findings, note: noteIn(raw, 'note', LONGEST_NOTE) };
}
