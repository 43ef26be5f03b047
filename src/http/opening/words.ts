/** A list of an older scheme in words: whose minutes, what to look at before agreeing, who did what. */
import { fullName, sayName } from '#http/name';
import { becauseWords } from '#http/reason';
import type { Visit } from '#http/route';
import { sayMinutes } from '#i18n/say-minutes';
import type { Key } from '#i18n/words';
import type { Opening } from '#records/opening';
import type { Fit } from '#usecases/fit';
import type { OpeningFile } from '#usecases/opening/view';

export const WHERE_IT_STANDS: Record<Opening['state'], 'good' | 'waiting' | 'plain' | 'grave'> = {
  draft: 'waiting',
  proposed: 'waiting',
  accepted: 'good',
  declined: 'plain',
  reversed: 'grave',
};

const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'opening.yours',
  own_record: 'correction.not_fit',
  own_family_decision: 'correction.not_fit',
};

export function openingPage({ opening, lines, sum, names, owed, ...may }: OpeningFile, visit: Visit) {
  const { t, lang, actor } = visit;
  const { id, state, proposedBy, decidedBy, reversalBy, reversedBy, reversalReason } = opening;
  const by = (who: string | null) => (who === null ? '' : sayName(names.get(who) ?? '', lang));
  const why = WHY_NOT[state === 'accepted' ? may.acceptReversal : may.accept];
  const looks = [
    ['opening.before', lines.filter(({ before }) => before).length],
    ['opening.over', lines.filter(({ over }) => over).length],
  ] as const;
  return {
    ...{ id, state, sum },
    source: opening.source,
    tag: { kind: WHERE_IT_STANDS[state], words: t(`opening.state.${state}`) },
    count: lines.length,
    people: [
      { label: t(state === 'draft' ? 'opening.read_by' : 'opening.brought_by'), value: by(proposedBy) },
      ...(decidedBy ? [{ label: t('opening.decided_by'), value: by(decidedBy) }] : []),
      ...(reversalBy
        ? [
            {
              label: t('opening.reversal_by'),
              value: by(reversalBy),
              sub: becauseWords({ reason: reversalReason, note: null }, t, 'correction.reason'),
            },
          ]
        : []),
      ...(reversedBy ? [{ label: t('opening.reversed_by'), value: by(reversedBy) }] : []),
    ],
    looks: looks.filter(([, count]) => count > 0).map(([key, count]) => t(key, { count })),
    lines: lines.map(({ line, minutes, remark, person, before, over }) => ({
      ...{ line, minutes },
      name: person ? fullName(visit, person) : '',
      remark: remark ?? '',
      marks: [before ? t('opening.mark_before') : '', over ? t('opening.mark_over') : ''].filter(Boolean),
    })),
    owed: owed.map((row) => ({
      value: `${row.journal}|${row.account}|${row.minutes}`,
      words: t('desk.will_owe', { name: by(row.account.split(':')[1] ?? ''), minutes: sayMinutes(row.minutes, lang) }),
    })),
    mayPropose: state === 'draft' && may.mayPropose && proposedBy === actor.id,
    mayAccept: may.accept === 'fit',
    mayDecline: (state === 'draft' && proposedBy === actor.id) || (state === 'proposed' && may.accept !== 'not_yours'),
    mayReverse: state === 'accepted' && reversalBy === null && may.mayPropose,
    mayAcceptReversal: may.acceptReversal === 'fit',
    whyNot: why ? t(why) : '',
    mine: proposedBy === actor.id,
  };
}
