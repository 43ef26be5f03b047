/** A correction in words: what was wrong, what stands now, who said so and who agreed. */
import { dayOf } from '#domain/day';
import { sayName } from '#http/name';
import { placeCalled } from '#http/place-words';
import { becauseWords } from '#http/reason';
import type { Visit } from '#http/route';
import { sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Key } from '#i18n/words';
import type { Correction } from '#records/correction';
import type { CorrectionFile } from '#usecases/correction/view';
import type { Fit } from '#usecases/fit';

type Names = CorrectionFile['names'];

const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'correction.yours',
  own_record: 'correction.not_fit',
  own_family_decision: 'correction.not_fit',
};

export function lineOf(correction: Correction, names: Names, visit: Visit) {
  const { t, lang, desk } = visit;
  const { id, event, seq, minutes, proposedBy, decidedBy, proposedAt, state } = correction;
  const by = (who: string | null) => sayName(names.get(who ?? '') ?? '', lang);
  return {
    href: `/corrections/${id}`,
    title: t('correction.line', { what: t(`ledger.event.${event}`), seq }),
    why: becauseWords(correction, t, 'correction.reason'),
    instead:
      minutes === null
        ? t('correction.only_reversed')
        : t('correction.instead', { minutes: sayMinutes(minutes, lang) }),
    proposed: t('correction.proposed_by', { who: by(proposedBy), when: sayMoment(lang, proposedAt, dayOf(desk.now)) }),
    decided: decidedBy === null ? '' : by(decidedBy),
    tag: {
      kind: state === 'accepted' ? 'good' : state === 'proposed' ? 'waiting' : 'plain',
      words: t(`correction.state.${state}`),
    },
  };
}

export function correctionPage(file: CorrectionFile, visit: Visit) {
  const { correction, original, effects, names, shortage, accept } = file;
  const { t, lang, desk } = visit;
  const { minutes, journal, seq, state } = correction;
  const whose = ({ kind, ownerId }: { kind: CorrectionFile['effects'][number]['kind']; ownerId: string }) => {
    const name = names.get(ownerId);
    if (kind === 'issuance' || kind === 'clearing' || !name) return '';
    return kind === 'pool' ? placeCalled(name, lang) : sayName(name, lang);
  };
  const lacking = (row: { account: string; minutes: number }) => {
    const [, ownerId = ''] = row.account.split(':');
    const effect = effects.find((one) => one.account === row.account);
    return { name: effect ? whose({ kind: effect.kind, ownerId }) : '', minutes: sayMinutes(row.minutes, lang) };
  };
  const why = WHY_NOT[accept];
  const at = (one: { journal: string; seq: number }) => ({
    href: `/ledger/${one.journal}/${one.seq}`,
    words: t('ledger.entry_number', { seq: one.seq }),
  });
  return {
    ...lineOf(correction, names, visit),
    id: correction.id,
    state,
    posted: sayMoment(lang, original.recordedAt, dayOf(desk.now)),
    decidedAt: correction.decidedAt === null ? '' : sayMoment(lang, correction.decidedAt, dayOf(desk.now)),
    original: at({ journal, seq }),
    reversal: file.reversal.map(at),
    replacement: file.replacement.map(at),
    accounts: effects.map((effect) => {
      const was = effect.after - effect.before;
      return {
        kind: t(`ledger.account.${effect.kind}`),
        owner: whose(effect),
        was,
        now: minutes === null ? 0 : Math.sign(was) * minutes,
      };
    }),
    owed: shortage.owed.map((row) => ({
      value: `${row.journal}|${row.account}|${row.minutes}`,
      words: t('desk.will_owe', lacking(row)),
    })),
    missing: shortage.missing.map((row) => t('correction.missing', lacking(row))),
    lapses: correction.event === 'lapse',
    moves: correction.event === 'move',
    mayAccept: accept === 'fit' && shortage.missing.length === 0,
    whyNot: why ? t(why) : '',
    mayDecline: file.mayDecline,
    mine: correction.proposedBy === visit.actor.id,
  };
}
