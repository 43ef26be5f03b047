/** Every step of an officer, once: `POST /exchanges/:id/<name>`. The order is that of its buttons. */
import { z } from 'zod';
import { normalPhone } from '#domain/digits';
import { CANCEL_REASONS, REJECT_REASONS, RETURN_REASONS, REVERSAL_REASONS, WITHDRAW_REASONS } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { choice, digits, maybeText, several, text, understood } from '#http/form';
import { whyIn } from '#http/reason';
import type { StaffVisit } from '#http/staff-page';
import type { Step, StepName } from '#http/step';
import { callPage, pinPage, servingOptions, shortfallPage, volunteerPage } from '#http/step/data';
import { photoIn } from '#http/upload';
import { addRecordPhoto } from '#usecases/attachment/add';
import { approveExchange } from '#usecases/exchange/approve';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange, takeBackConfirmation } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { cancelExchange, rejectExchange } from '#usecases/exchange/end';
import { assignExchange, withdrawFromExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, dropReversal, proposeReversal } from '#usecases/exchange/reverse';

const Note = z.object({ note: maybeText(300) });
const WallCard = z.object({
  cardLine: digits(4).transform(Number),
  witnessName: text(40),
  witnessPhone: understood(normalPhone, 30),
});
const Pin = z.object({ memberId: text(40), pin: digits(20) });
const Volunteer = z.object({ volunteerId: text(40) });

/** 账簿|账户|分钟, as the page that was read said it. */
const SHORTFALL = /^([\w-]+)\|([\w:-]+)\|(\d{1,9})$/;
const Accepted = z.object({ accepted: several() });

function acceptedIn(visit: StaffVisit) {
  return visit.read(Accepted).accepted.map((said) => {
    const [, journal = '', account = '', minutes = ''] = SHORTFALL.exec(said) ?? [];
    if (!account) throw new Refusal('not_understood');
    return { journal, account, minutes: Number(minutes) };
  });
}

export const STEPS: Record<StepName, Step> = {
  credit: {
    needs: 'exchange.credit',
    moves: ['credit'],
    fits: ({ exchange, lacks, closed }) => exchange.checkedAt !== null && lacks === null && !closed,
    stage: () => 'credit',
    press: true,
    run: async ({ desk }, id) => ('short' in (await creditExchange(desk, { id })) ? 'short' : undefined),
  },
  check: {
    needs: 'exchange.check',
    moves: ['check'],
    fits: ({ exchange }) => exchange.checkedAt === null,
    stage: () => 'check',
    press: true,
    run: ({ desk }, id) => checkExchange(desk, { id, note: null }),
  },
  approval: {
    needs: 'exchange.approve',
    moves: ['approve'],
    stage: () => 'request',
    press: true,
    run: ({ desk }, id) => approveExchange(desk, { id }),
  },
  'reversal-acceptance': {
    needs: 'exchange.acceptReversal',
    moves: ['reverse'],
    fits: ({ exchange }) => exchange.reversalAt !== null,
    stage: () => 'second',
    grave: true,
    data: (visit, file) => shortfallPage(file, visit),
    run: async (visit, id) =>
      (await acceptReversal(visit.desk, { id, accepted: acceptedIn(visit) })) ? 'replacement-acceptance' : undefined,
  },
  'reversal-withdrawal': {
    needs: 'exchange.reverse',
    moves: ['dropReversal'],
    fits: ({ exchange }) => exchange.reversalAt !== null,
    press: true,
    run: ({ desk }, id) => dropReversal(desk, { id }),
  },
  assignment: {
    needs: 'exchange.assign',
    moves: ['assign'],
    data: volunteerPage,
    run: (visit, id) => assignExchange(visit.desk, { id, ...visit.read(Volunteer) }),
  },
  'staff-log': { needs: 'exchange.log', moves: ['log'], run: elsewhere },
  'staff-correction': { needs: 'exchange.correct', moves: ['correct'], run: elsewhere },
  'call-back': {
    needs: 'exchange.callBack',
    moves: ['confirm'],
    // Whoever asks her is a third person, as whoever checks is.
    stage: () => 'check',
    data: (visit, file) => callPage(file, visit),
    run: (visit, id) => confirmExchange(visit.desk, { id, means: 'callBack', ...visit.read(Note) }),
  },
  'home-check': {
    needs: 'exchange.callBack',
    moves: ['confirm'],
    // Whoever asks her is a third person, as whoever checks is.
    stage: () => 'check',
    run: (visit, id) => confirmExchange(visit.desk, { id, means: 'homeCheck', ...visit.read(Note) }),
  },
  'wall-card': {
    needs: 'exchange.confirm',
    moves: ['confirm'],
    photo: true,
    run: async (visit, id) => {
      const { cardLine: line, ...witness } = visit.read(WallCard);
      const photo = await photoIn(visit);
      await confirmExchange(visit.desk, { id, means: 'wallCard', line, ...witness });
      if (photo) await addRecordPhoto(visit.desk, { id, photo });
    },
  },
  'pin-confirmation': {
    needs: 'exchange.confirm',
    moves: ['confirm'],
    data: (visit, file) => pinPage(file, visit),
    run: (visit, id) => confirmExchange(visit.desk, { id, means: 'pin', ...visit.read(Pin) }),
  },
  return: {
    needs: 'exchange.return',
    moves: ['returnRequest', 'returnRecord'],
    stage: ({ exchange }) => (exchange.state === 'requested' ? 'request' : 'check'),
    data: () => ({ reasons: RETURN_REASONS }),
    run: (visit, id) => returnExchange(visit.desk, { id, ...whyIn(visit, RETURN_REASONS) }),
  },
  'staff-withdrawal': {
    needs: 'exchange.withdraw',
    moves: ['withdraw'],
    data: (visit, file) => ({ reasons: WITHDRAW_REASONS, options: servingOptions(file, visit) }),
    run: (visit, id) => {
      const { volunteerId } = visit.read(Volunteer);
      const { reason } = visit.read(z.object({ reason: choice(WITHDRAW_REASONS) }));
      return withdrawFromExchange(visit.desk, { id, volunteerId, reason });
    },
  },
  'staff-nobody-home': {
    needs: 'exchange.log',
    moves: ['nobodyHome'],
    run: (visit, id) => recordNobodyHome(visit.desk, { id, ...visit.read(Note) }),
  },
  'staff-confirmation-withdrawal': {
    needs: 'exchange.takeBack',
    moves: ['takeBack'],
    fits: ({ mayTakeBack }) => mayTakeBack,
    press: true,
    run: ({ desk }, id) => takeBackConfirmation(desk, { id }),
  },
  'staff-cancellation': {
    needs: 'exchange.cancel',
    moves: ['cancel', 'drop'],
    grave: true,
    data: () => ({ reasons: CANCEL_REASONS }),
    run: (visit, id) => cancelExchange(visit.desk, { id, ...whyIn(visit, CANCEL_REASONS) }),
  },
  rejection: {
    needs: 'exchange.reject',
    moves: ['rejectRequest', 'reject'],
    stage: ({ exchange }) => (exchange.state === 'requested' ? 'request' : 'credit'),
    grave: true,
    data: () => ({ reasons: REJECT_REASONS }),
    run: (visit, id) => rejectExchange(visit.desk, { id, ...whyIn(visit, REJECT_REASONS) }),
  },
  replacement: {
    needs: 'exchange.reverse',
    moves: ['proposeReversal'],
    fits: ({ exchange, pair }) => exchange.reversalAt === null && exchange.doors === null && pair.replaces === null,
    stage: () => 'credit',
    grave: true,
    run: elsewhere,
  },
  reversal: {
    needs: 'exchange.reverse',
    moves: ['proposeReversal'],
    fits: ({ exchange }) => exchange.reversalAt === null,
    stage: () => 'credit',
    grave: true,
    data: () => ({ reasons: REVERSAL_REASONS }),
    run: (visit, id) => proposeReversal(visit.desk, { id, ...whyIn(visit, REVERSAL_REASONS) }),
  },
};

/** What was served is written down on pages of its own (`#http/logbook`). */
async function elsewhere(): Promise<never> {
  throw new Refusal('wrong_method');
}
