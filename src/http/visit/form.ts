/** What is asked about somebody who was visited, in the form of a visit and beside a service: how, and what was wrong. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { ASPECTS, type Finding, findingsOf, isFinding, VISIT_MODES } from '#domain/visit';
import { several } from '#http/form';
import type { StaffVisit } from '#http/staff-page';
import { isUrgent } from '#http/visit/words';

/** 六样, each with what may be wrong; the gravest first. */
export const aspectChoices = ({ t }: Pick<StaffVisit, 't'>) =>
  ASPECTS.map((aspect) => ({
    name: aspect,
    legend: t(`visit.aspect.${aspect}`),
    options: findingsOf(aspect).map((code) => ({
      value: code,
      label: t(`visit.finding.${code}`),
      ...(isUrgent(code) ? { hint: t('visit.at_once') } : {}),
    })),
  }));

export const modeChoices = ({ t }: Pick<StaffVisit, 't'>) =>
  VISIT_MODES.map((mode) => ({ value: mode, label: t(`visit.mode.${mode}`) }));

const Findings = z.object(Object.fromEntries(ASPECTS.map((aspect) => [aspect, several()])));

/** What was ticked, in the order of the list. @throws Refusal not_understood */
export function findingsIn(visit: Pick<StaffVisit, 'read'>): Finding[] {
  return Object.entries(visit.read(Findings)).flatMap(([aspect, ticked]) =>
    ticked.map((code) => {
      if (!isFinding(code)) throw new Refusal('not_understood', { field: aspect });
      return code;
    }),
  );
}
