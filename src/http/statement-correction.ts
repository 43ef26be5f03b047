/** 更正, told to whoever it concerns: what was written first, why it was wrong, what stands now, and whom to call. */
import { dayOf, monthOf } from '#domain/day';
import { forMember, type MemberVisit, one } from '#http/member/page';
import { called } from '#http/name';
import { storyReason } from '#http/passbook';
import { receiptNumber } from '#http/receipt/words';
import { type Page, page, type Route } from '#http/route';
import { type Listener, listenerOf, sentenceOf } from '#http/told';
import { asSentence } from '#http/when';
import { sayDate } from '#i18n/say';
import { sayMinutes, saySigned } from '#i18n/say-minutes';
import { type OwnCorrection, readCorrection } from '#usecases/statement/correction';

async function show(visit: MemberVisit): Promise<Page> {
  const memberId = one(visit.query, 'for') || visit.actor.id;
  const read = await readCorrection(visit.desk, { memberId, eventId: visit.params.id ?? '' });
  const { lang, actor } = visit;
  const { person, corrected } = read;
  const month = monthOf(dayOf(corrected.postedAt));
  return page('statement/correction', {
    acting: person.id === actor.id ? null : called(person, lang),
    ...wordsOf(read, listenerOf(visit)),
    back: `/statement?${new URLSearchParams({ for: memberId, month })}`,
  });
}

function wordsOf({ corrected, about, servedOn, receipts }: OwnCorrection, listener: Listener) {
  const { t, lang } = listener;
  const { event, was, now, at, postedAt, instead } = corrected;
  const what = about ? sentenceOf(about, listener) : t(`statement.event_${event}`);
  const say = (minutes: number) => (event === 'move' ? sayMinutes(minutes, lang) : saySigned(minutes, lang));
  const change = event === 'move' ? 0 : now - was;
  const rows = [
    {
      label: t('statement.story_first'),
      value: say(was),
      sub: asSentence(`${sayDate(lang, servedOn ?? dayOf(postedAt))}${t('care.comma')}${what}`),
    },
    { label: t('statement.story_why'), value: storyReason(corrected, t) || t('statement.story_no_why') },
    {
      label: t('statement.story_now'),
      value: now === 0 ? t('statement.stands_none') : say(now),
      sub: instead
        ? asSentence(
            `${sayDate(lang, instead.exchange.servedOn ?? dayOf(at))}${t('care.comma')}${sentenceOf(instead, listener)}`,
          )
        : '',
    },
    ...(['first', 'back', 'instead'] as const).flatMap((part) => {
      const numbered = receipts[part];
      return numbered ? [{ label: t(`statement.story_number_${part}`), value: receiptNumber(numbered) }] : [];
    }),
  ];
  const key = change === 0 ? 'same' : change > 0 ? 'more' : 'less';
  return {
    title: t('statement.story_title'),
    lead: t('statement.story_lead', { day: sayDate(lang, dayOf(at)) }),
    change: t(`statement.story_${key}`, { minutes: sayMinutes(Math.abs(change), lang) }),
    rows,
  };
}

const AT = '/statement/corrections/:id';
export const routes: Route[] = [{ method: 'GET', url: AT, needs: 'statement.read', handle: forMember(show) }];
