/** A record of a phone as a line: who helped whom with what, on which day, for how long. It is no record of ours yet. */
import { todayOf } from '#http/logbook/form';
import type { StaffVisit } from '#http/staff-page';
import { namesOf, serviceWords } from '#http/told';
import { outcomeWords } from '#http/visit/words';
import { asSentence, sayWhen } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import type { Line } from '#usecases/field/describe';

export function lineWords({ read }: Line, visit: StaffVisit): { words: string; when: string } {
  const { t, lang } = visit;
  if (!read) return { words: t('station.unread'), when: '' };
  const words = { t, lang };
  const strangers = read.strangers > 0 ? t('station.strangers', { count: read.strangers }) : '';
  const receiver = [namesOf(read.elders, words) || t('station.somebody'), read.elders.length > 0 ? strangers : '']
    .filter(Boolean)
    .join(t('care.comma'));
  const giver = namesOf(read.volunteers, words) || t('desk.somebody');
  const service = read.service ? serviceWords(read.service, lang, t) : t('station.unknown_service');
  const moment = { day: read.servedOn, minute: null, half: null };
  return {
    words: [deedTold(read.does, { giver, receiver, service }, t), foundTold(read.found, visit)]
      .filter(Boolean)
      .join(t('care.stop')),
    when: [
      sayWhen({ ...words, today: todayOf(visit) }, moment),
      read.minutes === null ? '' : sayMinutes(read.minutes, lang),
    ]
      .filter(Boolean)
      .join(t('care.comma')),
  };
}

/** What was found stands with the line, whether or not it could be taken in: somebody may have to go. */
function foundTold(found: NonNullable<Line['read']>['found'], visit: StaffVisit): string {
  if (!found) return '';
  const { t } = visit;
  return [t(`visit.mode.${found.mode}`), outcomeWords(found, visit), found.note ?? '']
    .filter(Boolean)
    .join(t('care.comma'));
}

function deedTold(
  does: NonNullable<Line['read']>['does'],
  who: { giver: string; receiver: string; service: string },
  t: StaffVisit['t'],
): string {
  if (does === 'ask') return t('station.ask', who);
  if (does === 'duty') return t('visit.title', { name: who.receiver });
  if (does === 'absent') return t('station.absent', { words: [who.receiver, who.service].join(t('care.comma')) });
  const line = asSentence(t('care.who_whom', who));
  if (does === 'go') return t('station.go', { words: line });
  return does === 'correct' ? t('station.correction', { words: line }) : line;
}
