/** How she was met and what was wrong: the questions are the page's, the same beside a service as on the page of a visit. */
import { ASPECTS, FINDING_CODES, type Finding, VISIT_MODES, type VisitMode } from '#domain/visit';
import { isSomething, NOTHING_WRONG } from '#field/read-look';
import { say } from '#field/say';
import type { Draft, Look } from '#field/types';

/** What stands on the page now; as it was where the page does not ask. */
export function readLook(form: HTMLFormElement, before: Draft['look'] = NOTHING_WRONG): Required<Look> {
  const data = new FormData(form);
  if (!data.has('mode')) return before;
  const mode = VISIT_MODES.find((one) => one === data.get('mode')) ?? 'seen';
  const ticked = ASPECTS.flatMap((aspect) => data.getAll(aspect).map(String));
  return {
    mode,
    findings: FINDING_CODES.filter((code) => ticked.includes(code)),
    note: String(data.get('note') ?? ''),
  };
}

export function fillInLook(form: HTMLFormElement, { look = NOTHING_WRONG }: Draft): void {
  for (const one of form.querySelectorAll<HTMLInputElement>('[name=mode]')) one.checked = one.value === look.mode;
  const boxes = ASPECTS.map((aspect) => `[name=${aspect}]`).join(', ');
  for (const box of form.querySelectorAll<HTMLInputElement>(boxes))
    box.checked = look.findings.some((code) => code === box.value);
  const note = form.querySelector<HTMLInputElement>('[name=note]');
  if (note) note.value = look.note;
  const drawer = form.querySelector<HTMLDetailsElement>('[data-drawer=look]');
  if (drawer && isSomething(look)) drawer.open = true;
}

export const findingsWords = (findings: readonly Finding[]): string =>
  findings.map((code) => say(`visit.finding.${code}`)).join(say('member.and'));

/** 见到本人，都好 · 打电话，跌倒了、药没吃或吃完了 · 没见到 */
export function lookWords({ mode, findings }: { mode: VisitMode; findings: readonly Finding[] }): string {
  const how = say(`visit.mode.${mode}`);
  if (findings.length > 0) return [how, findingsWords(findings)].join(say('care.comma'));
  return mode === 'notSeen' ? how : [how, say('visit.well')].join(say('care.comma'));
}
