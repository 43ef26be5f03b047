/** The front door: elders and volunteers first, staff by a quieter one. And the language a page is read in. */
import type { Actor } from '#domain/actor';
import { localPath } from '#http/back';
import { LANGUAGE_COOKIE } from '#http/language';
import { page, type Route, seeOther } from '#http/route';
import { isLanguage } from '#i18n/words';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Where somebody is at home after signing in. '/' until that page is there. */
export const HOMES: Record<Actor['kind'], string> = { member: '/', staff: '/', job: '/' };

export const routes: Route[] = [
  {
    method: 'GET',
    url: '/',
    needs: 'public',
    handle: ({ actor }) => {
      const home = actor ? HOMES[actor.kind] : '/';
      return home === '/' ? page('front/door') : seeOther(home);
    },
  },
  {
    // A plain link: it changes how the page reads and nothing else, and works before any form does.
    method: 'GET',
    url: '/language/:lang',
    needs: 'public',
    handle: ({ params, query, reply, office }) => {
      if (isLanguage(params.lang)) {
        const { production: secure } = office.config;
        reply.setCookie(LANGUAGE_COOKIE, params.lang, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS, secure });
      }
      return seeOther(localPath(query.back) ?? '/');
    },
  },
];
