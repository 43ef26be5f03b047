/** 一起入账: rows ticked in a list, or all of its clean ones; the page that says what will happen; what became of each. */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { checkPage } from '#http/credits/check';
import { listOf, resultUrl } from '#http/credits/list';
import { resultPage } from '#http/credits/result';
import { several, submissionKey } from '#http/form';
import { type Route, seeOther } from '#http/route';
import { forStaff } from '#http/staff-page';
import { creditMany } from '#usecases/exchange/credit-many';

const Ticked = z.object({ key: submissionKey(), id: several() });

/** So long one waits for the answer itself; then the page of results shows how far it is, and fetches itself again. */
const PATIENCE_MS = 1_500;

const check = forStaff(checkPage);

export const routes: Route[] = [
  { method: 'GET', url: '/credits', needs: 'exchange.credit', handle: check },
  {
    method: 'POST',
    url: '/credits',
    needs: 'exchange.credit',
    form: check,
    handle: forStaff(async (visit) => {
      const { key, id: ids } = visit.read(Ticked);
      const work = creditMany(visit.desk, { key, ids });
      // Whoever has been sent to the results is not there any more to be told; what was not done says so by its state.
      work.catch((error) => visit.request.log.warn(error, 'crediting together was refused or broke off'));
      await Promise.race([work, pause(PATIENCE_MS)]);
      return seeOther(resultUrl(listOf(visit), key));
    }),
  },
  { method: 'GET', url: '/credits/:key', needs: 'exchange.credit', handle: forStaff(resultPage) },
];
