/**
 * Every component on one page, in every state and both languages: where one looks before making a new one. Its form is
 * refused whenever it is sent, so that the refused states can be seen too. Never in production.
 */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { choice, digits, text } from '#http/form';
import { samples } from '#http/patterns/samples';
import { notFound, type OpenVisit, page, type Route } from '#http/route';
import { servedDefaults } from '#http/served-form';

const patterns = ({ office, query, lang, t, desk }: OpenVisit) =>
  office.config.production
    ? notFound()
    : page('dev/patterns', {
        shown: query.layout === 'staff' ? 'staff' : 'elder',
        samples: samples({ lang, t, now: desk.now }),
        served: servedDefaults(null, desk.now),
      });

const Answers = z.object({
  serviceCode: choice(['cook', 'clean', 'doctor']),
  wish: text(20),
  plannedOn: text(30),
  villageCode: text(12),
  password: digits(6),
});

export const routes: Route[] = [
  { method: 'GET', url: '/dev/patterns', needs: 'public', handle: patterns },
  {
    method: 'POST',
    url: '/dev/patterns',
    needs: 'public',
    form: patterns,
    handle: (visit) => {
      visit.read(Answers);
      throw new Refusal('minutes_not_understood', { field: 'minutes' });
    },
  },
];
