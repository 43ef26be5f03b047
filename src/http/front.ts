/** The front door: elders and volunteers first, staff by a quieter one. And how a page is read: language, size of letters. */
import type { Actor } from '#domain/actor';
import { localPath } from '#http/back';
import { LANGUAGE_COOKIE, SIZE_COOKIE } from '#http/language';
import { type OpenVisit, page, type Route, seeOther } from '#http/route';
import { isLanguage } from '#i18n/words';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Where somebody is at home after signing in. '/' until that page is there. */
export const HOMES: Record<Actor['kind'], string> = { member: '/home', staff: '/desk', job: '/' };

/** Keep a preference in this browser for a year and lead back to where one was. */
function prefer({ reply, query, office }: OpenVisit, name: string, value: string | null) {
  const { production: secure } = office.config;
  if (value) reply.setCookie(name, value, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS, secure });
  return seeOther(localPath(query.back) ?? '/');
}

export const routes: Route[] = [
  {
    method: 'GET',
    url: '/',
    needs: 'public',
    handle: ({ actor, query }) => {
      const home = actor ? HOMES[actor.kind] : '/';
      return home === '/' ? page('front/door', { out: query.out !== undefined }) : seeOther(home);
    },
  },
  {
    // A plain link: it changes how the page reads and nothing else, and works before any form does.
    method: 'GET',
    url: '/language/:lang',
    needs: 'public',
    handle: (visit) => {
      const { lang = '' } = visit.params;
      return prefer(visit, LANGUAGE_COOKIE, isLanguage(lang) ? lang : null);
    },
  },
  {
    method: 'GET',
    url: '/size/:size',
    needs: 'public',
    handle: (visit) => {
      const { size = '' } = visit.params;
      return prefer(visit, SIZE_COOKIE, size === 'large' || size === 'usual' ? size : null);
    },
  },
];
