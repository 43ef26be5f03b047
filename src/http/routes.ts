/** Every route of the app. `tests/http/routes.txt` is the same table, recorded. */
import { routes as access } from '#http/access';
import { routes as front } from '#http/front';
import { routes as patterns } from '#http/patterns';
import type { Route } from '#http/route';

export const routes: readonly Route[] = [...front, ...access, ...patterns];
