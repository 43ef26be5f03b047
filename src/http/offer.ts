/** 谁要人帮手: what is asked for in my town. Of the elder it says 陈伯 and the village, until somebody has said yes. */

import { forMember, type MemberVisit, surnameOf } from '#http/member/page';
import { placeName } from '#http/place-words';

import { type Page, page, type Route } from '#http/route';
import { deedFor, listenerOf, whenOf } from '#http/told';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { listOffers } from '#usecases/offer/list';

async function offers(visit: MemberVisit): Promise<Page> {
  const { lang, t } = visit;
  const listener = listenerOf(visit);
  const { lines, places } = await listOffers(visit.desk, visit.actor);
  const tiles = lines.map(({ exchange, service, beneficiaries }) => {
    const who = beneficiaries.map((person) => surnameOf(person, listener)).join(t('who.and'));
    const place = places.get(exchange.regionCode);
    return {
      href: `/exchanges/${exchange.id}`,
      title: asSentence(deedFor({ service }, who || t('who.somebody'), listener)),
      text: [
        asSentence(whenOf(exchange, listener)),
        sayMinutes(exchange.plannedMinutes ?? 0, lang),
        place ? placeName(place, listener) : '',
      ]
        .filter(Boolean)
        .join(t('care.comma')),
    };
  });
  return page('offer/list', { tiles });
}

export const routes: Route[] = [{ method: 'GET', url: '/offers', needs: 'exchange.accept', handle: forMember(offers) }];
