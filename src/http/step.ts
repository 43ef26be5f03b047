/** A step is one thing an officer may do with a record. Which of them fit is told by the record and the rules. */
import type { Actor } from '#domain/actor';
import type { MoveName } from '#domain/exchange';
import { type Action, reachFor } from '#domain/permission';
import type { RefusalCode } from '#domain/refusal';
import type { StaffVisit } from '#http/staff-page';
import type { Stage } from '#usecases/exchange/eyes';
import type { ExchangeFile } from '#usecases/exchange/file';

export const STEP_NAMES = [
  'credit',
  'check',
  'approval',
  'reversal-acceptance',
  'reversal-withdrawal',
  'assignment',
  'staff-log',
  'staff-correction',
  'call-back',
  'home-check',
  'wall-card',
  'pin-confirmation',
  'return',
  'staff-withdrawal',
  'staff-nobody-home',
  'staff-confirmation-withdrawal',
  'staff-cancellation',
  'rejection',
  'replacement',
  'reversal',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** What was served is written down on pages of their own (`#http/logbook`). */
export const ELSEWHERE: readonly StepName[] = ['staff-log', 'staff-correction', 'replacement'];

export interface Step {
  needs: Action;
  /** Any of these moves makes it. */
  moves: readonly MoveName[];
  /** What the record must be beyond its state. */
  fits?: (file: ExchangeFile) => boolean;
  /** Whose earlier hands forbid it. */
  stage?: (file: ExchangeFile) => Stage | 'second';
  /** Its form may carry a photograph. */
  photo?: true;
  /** One press on the record itself; everything else has questions and a page of its own. */
  press?: true;
  /** Cannot be undone. */
  grave?: true;
  /** What its page shows beyond the record: `views/exchange-file/fields/<name>`. */
  data?: (visit: StaffVisit, file: ExchangeFile) => Promise<Record<string, unknown>> | Record<string, unknown>;
  run: (visit: StaffVisit, id: string) => Promise<unknown>;
}

/** May this officer try it now? Whether they may decide on it is another question: `barredFrom`. */
export function fits(step: Step, file: ExchangeFile, actor: Actor): boolean {
  const { regionCode, recipientTown } = file.exchange;
  const reach = reachFor(actor, step.needs, { regionCodes: [regionCode, recipientTown] });
  return reach !== null && step.moves.some((move) => file.moveNames.includes(move)) && (step.fits?.(file) ?? true);
}

export const barredFrom = (step: Step, file: ExchangeFile): RefusalCode | null =>
  step.stage ? file.barred[step.stage(file)] : null;

const LATELY_MS = 2 * 60_000;

/** A second press of the same button: what it asks for was done by this very officer a moment ago. */
export function justDone(step: Step, file: ExchangeFile, { actor, desk }: StaffVisit): boolean {
  const last = file.moves.at(-1);
  return (
    last !== undefined &&
    last.actorId === actor.id &&
    (step.moves as readonly string[]).includes(last.move) &&
    desk.now - last.at < LATELY_MS
  );
}
