/** Every component on one page, with made-up people: where one looks before making a new one. Never in production. */
import { Refusal } from '#domain/refusal';
import { notFound, type OpenVisit, page, type Route } from '#http/route';

const patterns = ({ office, query }: OpenVisit) =>
  office.config.production ? notFound() : page('patterns', { shown: query.layout === 'staff' ? 'staff' : 'elder' });

export const routes: Route[] = [
  { method: 'GET', url: '/patterns', needs: 'public', handle: patterns },
  {
    method: 'POST',
    url: '/patterns',
    needs: 'public',
    form: patterns,
    handle: () => {
      throw new Refusal('minutes_not_understood', { field: 'minutes' });
    },
  },
];
