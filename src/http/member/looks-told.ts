/** 谁看过: who opened what of a file, when and what for. The trail holds codes only, so nothing of hers is repeated here. */
import { dayOf } from '#domain/day';
import { codeWords } from '#http/member/told';
import { sayName } from '#http/name';
import type { Visit } from '#http/route';
import { sayMoment } from '#i18n/say';
import type { MemberFile } from '#usecases/member/view';

type Look = NonNullable<MemberFile['looks']>[number];

/** What was opened and what for, as `revealMember` keeps it: `phone.visit`. */
export function toldLook(visit: Visit, { at, by, actingFor, reason, outcome }: Look) {
  const { t, lang, desk } = visit;
  const [what = '', why = ''] = (reason ?? '').split('.');
  const who = by ? sayName(by, lang) : t('member.somebody');
  return {
    when: sayMoment(lang, at, dayOf(desk.now)),
    words: t('member.looked', {
      who: actingFor ? t('member.acting_for', { name: who, absent: sayName(actingFor, lang) }) : who,
      what: codeWords(visit, `member.revealed.${what}`),
    }),
    why: codeWords(visit, `member.look_reason.${why}`),
    refused: outcome === 'refused',
  };
}
