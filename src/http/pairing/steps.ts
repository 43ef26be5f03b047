/** What is done about a pairing: each act that asks something has a page of its own, the others are pressed on the file. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import {
  AGREED_HOW,
  type AgreedHow,
  END_REASONS,
  PAIRING_REJECT_REASONS,
  PAIRING_SIDES,
  PAUSE_REASONS,
} from '#domain/pairing';
import type { Action } from '#domain/permission';
import { readDay } from '#domain/times';
import { choice, digits, maybeText, text, understood } from '#http/form';
import { forMember, memberForm } from '#http/member/page';
import { filePage, fileWords } from '#http/pairing/file';
import { agreeOwn, declineOwn, endOwn, endOwnPage, ownPage, refusalPage } from '#http/pairing/own';
import { candidates } from '#http/pairing/people';
import { whyIn } from '#http/reason';
import { type Answer, type Page, page, type Route, type Visit } from '#http/route';
import { forStaff, landed, type StaffVisit } from '#http/staff-page';
import type { Key } from '#i18n/words';
import { agreeToPairing, declinePairing } from '#usecases/pairing/agree';
import { confirmPairing, rejectPairing } from '#usecases/pairing/confirm';
import { endPairing, reviewPairing, withdrawPairing } from '#usecases/pairing/end';
import { type PairingAct, unsaid } from '#usecases/pairing/may';
import { pausePairing, resumePairing, substituteIn } from '#usecases/pairing/rest';
import { type PairingFile, viewPairing } from '#usecases/pairing/view';

const idOf = ({ params }: Visit): string => params.id ?? '';

interface Step {
  name: string;
  act: PairingAct;
  needs: Action;
  grave?: true;
  /** What its page shows beyond the pairing; a step without one is pressed. */
  asks?: (visit: StaffVisit, file: PairingFile) => Promise<object> | object;
  /** @returns what was done, where it is not the step's own name */
  run: (visit: StaffVisit, id: string) => Promise<string | undefined>;
}

const options = (visit: Visit, codes: readonly string[], shelf: string) =>
  codes.map((code) => ({ value: code, label: visit.t(`${shelf}.${code}` as Key) }));

/** What officers may write down: a word on her own phone is a member's own. */
const TOLD_HOW = AGREED_HOW.filter((how) => how !== 'self') as [AgreedHow, ...AgreedHow[]];

/** Somebody's yes; the second makes it the town's. */
async function agree(visit: StaffVisit, id: string): Promise<string> {
  const { side, how } = visit.read(z.object({ side: choice(PAIRING_SIDES), how: choice(TOLD_HOW) }));
  await agreeToPairing(visit.desk, { id, side, how });
  const { pairing } = await viewPairing(visit.desk, id);
  return pairing.state === 'agreed' ? 'agreement_both' : 'agreement';
}

async function substitute(visit: StaffVisit, id: string): Promise<undefined> {
  const day = understood((typed) => readDay(typed, dayOf(visit.desk.now), 'coming'), 40);
  await substituteIn(visit.desk, { id, ...visit.read(z.object({ volunteerId: text(40), from: day, to: day })) });
}

const Note = z.object({ note: maybeText(300) });

const STEPS: readonly Step[] = [
  {
    ...{ name: 'agreement', act: 'agree', needs: 'pairing.agree' },
    asks: (visit, { pairing }) => ({
      sides: options(visit, unsaid(pairing), 'pairing.side'),
      hows: options(visit, TOLD_HOW, 'pairing.how'),
    }),
    run: agree,
  },
  {
    ...{ name: 'refusal', act: 'decline', needs: 'pairing.agree', grave: true, asks: () => ({}) },
    run: async (visit, id) => void (await declinePairing(visit.desk, { id, ...visit.read(Note) })),
  },
  {
    ...{ name: 'withdrawal', act: 'withdraw', needs: 'pairing.withdraw' },
    run: async (visit, id) => void (await withdrawPairing(visit.desk, { id })),
  },
  {
    ...{ name: 'confirmation', act: 'confirm', needs: 'pairing.confirm' },
    run: async (visit, id) => {
      const { shown } = visit.read(z.object({ shown: digits(12).transform(Number).pipe(z.int('not_understood')) }));
      await confirmPairing(visit.desk, { id, shown });
      return undefined;
    },
  },
  {
    ...{ name: 'rejection', act: 'reject', needs: 'pairing.confirm', grave: true },
    asks: (visit) => ({ reasons: options(visit, PAIRING_REJECT_REASONS, 'pairing.reason') }),
    run: async (visit, id) => void (await rejectPairing(visit.desk, { id, ...whyIn(visit, PAIRING_REJECT_REASONS) })),
  },
  {
    ...{ name: 'pause', act: 'pause', needs: 'pairing.pause' },
    asks: (visit) => ({ reasons: options(visit, PAUSE_REASONS, 'pairing.reason') }),
    run: async (visit, id) => void (await pausePairing(visit.desk, { id, ...whyIn(visit, PAUSE_REASONS) })),
  },
  {
    ...{ name: 'resumption', act: 'resume', needs: 'pairing.pause' },
    run: async (visit, id) => void (await resumePairing(visit.desk, { id })),
  },
  {
    ...{ name: 'substitute', act: 'substitute', needs: 'pairing.substitute' },
    asks: async (visit, { pairing }) => candidates(visit, pairing.elderId, pairing.serviceCodes),
    run: substitute,
  },
  {
    ...{ name: 'review', act: 'review', needs: 'pairing.review', asks: () => ({}) },
    run: async (visit, id) => void (await reviewPairing(visit.desk, { id, ...visit.read(Note) })),
  },
  {
    ...{ name: 'end', act: 'end', needs: 'pairing.end', grave: true },
    asks: (visit) => ({ reasons: options(visit, CHOSEN_ENDS, 'pairing.reason') }),
    run: async (visit, id) => void (await endPairing(visit.desk, { id, ...whyIn(visit, CHOSEN_ENDS) })),
  },
];

/** Whoever hands it over does so with a new pairing, and a death is told elsewhere. */
const CHOSEN_ENDS = END_REASONS.filter((one) => one !== 'handed_over' && one !== 'died') as [
  (typeof END_REASONS)[number],
  ...(typeof END_REASONS)[number][],
];

/** The questions of one step; the pairing itself when it has moved on meanwhile. */
async function stepPage(visit: StaffVisit, { name, act, grave, asks }: Step): Promise<Page> {
  const file = await viewPairing(visit.desk, idOf(visit));
  if (!asks || !file.may.acts.includes(act)) return filePage(visit);
  const more = await asks(visit, file);
  return page('pairing/step', { name, grave: grave ?? false, ...fileWords(file, visit), ...more });
}

async function run(visit: StaffVisit, step: Step): Promise<Answer> {
  const id = idOf(visit);
  const done = await step.run(visit, id);
  return landed(`/pairings/${id}`, done ?? step.name);
}

/** Members have their own pages under the same addresses. */
const OWN: Record<
  string,
  { form: (visit: Visit) => Promise<Page> | Page; run: (visit: Visit) => Promise<Answer> | Answer }
> = {
  agreement: { form: memberForm(ownPage), run: forMember(agreeOwn) },
  refusal: { form: memberForm(refusalPage), run: forMember(declineOwn) },
  end: { form: memberForm(endOwnPage), run: forMember(endOwn) },
};

function routesOf(step: Step): Route[] {
  const url = `/pairings/:id/${step.name}`;
  const own = OWN[step.name];
  const mine = (visit: Visit) => own !== undefined && visit.actor.kind === 'member';
  const staffForm = forStaff((visit) => stepPage(visit, step));
  const staffRun = forStaff((visit) => run(visit, step));
  const form: NonNullable<Route['form']> = (visit: Visit) => (own && mine(visit) ? own.form(visit) : staffForm(visit));
  const handle = (visit: Visit) => (own && mine(visit) ? own.run(visit) : staffRun(visit));
  const post: Route = { method: 'POST', url, needs: step.needs, form, handle };
  return step.asks ? [{ method: 'GET', url, needs: step.needs, handle: form }, post] : [post];
}

export const routes: Route[] = STEPS.flatMap(routesOf);
