/**
 * `/field/`: the helper's log with no signal. The page is a shell, the same for everybody: templates, words, nothing about
 * anybody. What stands in it is put there on the phone (`src/field`). Without script it says where the ordinary log is.
 */
import { FIELD } from '#http/field/phone';
import { page, type Route, seeOther } from '#http/route';
import { forStaff } from '#http/staff-page';
import { aspectChoices } from '#http/visit/form';
import { phoneWords } from '#i18n/phone-words';

export const routes: Route[] = [
  {
    method: 'GET',
    url: FIELD,
    // Whoever works here, or did: after a post was lost the phone still holds what was not uploaded, and gives it out.
    needs: 'signedIn',
    door: 'staff',
    handle: forStaff((visit) => {
      // `/field` is the same page to us, and outside of the worker's scope to the browser.
      if (visit.request.url.split('?')[0] !== FIELD) return seeOther(FIELD);
      return page('field/shell', { words: JSON.stringify(phoneWords(visit.lang)), aspects: aspectChoices(visit) });
    }),
  },
];
