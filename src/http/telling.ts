/** 要当面告知的: what the helper says at the door of those who have neither phone nor page, and the tick that she has said it. */
import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { toldDays } from '#domain/telling';
import { several, text } from '#http/form';
import { fullName } from '#http/name';
import { doneWords, pageOf } from '#http/office/words';
import { homeWords } from '#http/place-words';
import { type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { tellingWords } from '#http/telling-words';
import { walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import { sayMoment, sayShortDay } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { listToHear, type ToHear } from '#usecases/telling/in-person';
import { tellInPerson } from '#usecases/telling/tell-in-person';

const PEOPLE = 10;

async function list(visit: StaffVisit): Promise<Page> {
  const { lang, desk } = visit;
  const at = pageOf(visit.query);
  const { people, count } = await listToHear(desk, { limit: PEOPLE, offset: (at - 1) * PEOPLE });
  const today = dayOf(desk.now);
  const label = (day: Day) => asSentence(sayShortDay(lang, day, today));
  return page('telling/list', {
    done: doneWords(visit, { told: 'inPerson.done' }),
    count,
    people: people.map((one) => personOf(one, visit)),
    today,
    days: toldDays(today).map((day) => ({ value: day, label: label(day) })),
    page: at,
    of: Math.max(1, Math.ceil(count / PEOPLE)),
  });
}

function personOf({ person, village, hamlet, lines, wallet }: ToHear, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const has = wallet && walletWords({ wallet, grants: [] }, visit, null);
  return {
    name: fullName(visit, person),
    place: homeWords(village, hamlet?.name ?? '', visit),
    // Nobody goes to a door to say that there is nothing.
    balance:
      has && has.minutes > 0 ? t('inPerson.balance', { words: `${has.label} ${sayMinutes(has.minutes, lang)}` }) : '',
    // One tick for all that stands there; what is added meanwhile is not in it.
    all: lines.length > 1 ? lines.map(({ rowId }) => rowId).join(' ') : '',
    lines: lines.map((line) => ({
      id: line.rowId,
      words: tellingWords(line, visit),
      when: sayMoment(lang, line.notice.at, dayOf(desk.now)),
    })),
  };
}

const Form = z.object({ told: several(), toldOn: text(10) });

async function tell(visit: StaffVisit) {
  const { told, toldOn } = visit.read(Form);
  const ids = told.flatMap((ticked) => ticked.split(' ')).filter(Boolean);
  await tellInPerson(visit.desk, { ids, toldOn });
  return seeOther('/tellings?done=told');
}

const form = forStaff(list);
export const routes: Route[] = [
  { method: 'GET', url: '/tellings', needs: 'notice.tell', handle: form },
  { method: 'POST', url: '/tellings', needs: 'notice.tell', form, handle: forStaff(tell) },
];
