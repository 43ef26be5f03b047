/** A pairing from a member's own side, in plain words: who comes and how often, whom to call; and a yes or no when she is asked. */
import { z } from 'zod';
import { maybeText } from '#http/form';
import { type MemberVisit, surnameOf } from '#http/member/page';
import { called, sayName } from '#http/name';
import { sayRhythm } from '#http/pairing/words';
import { homeWords } from '#http/place-words';
import { type Answer, type Page, page, seeOther } from '#http/route';
import { textOf } from '#http/staff-page';
import { type Listener, listenerOf, serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayDate } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { agreeToPairing, declinePairing } from '#usecases/pairing/agree';
import { endPairing } from '#usecases/pairing/end';
import { type OwnPairing, type OwnPairingView, viewOwnPairing } from '#usecases/pairing/own';

const idOf = ({ params }: MemberVisit): string => params.id ?? '';
const view = (visit: MemberVisit): Promise<OwnPairingView> => viewOwnPairing(visit.desk, visit.actor, idOf(visit));

/** Until both have said yes a volunteer is told no more of her than 陈伯. */
export function whomOf({ pairing, elder, side, kin }: OwnPairing, listener: Listener): string {
  if (side === 'elder' && !kin) return listener.t('who.you');
  const known = kin || !['proposed', 'declined', 'withdrawn'].includes(pairing.state);
  return known ? called(elder, listener.lang) : surnameOf(elder, listener);
}

/** 李姨 每周 1 次来看您，每次大约 1 小时。 */
export function pairedWords(own: OwnPairing, listener: Listener): string {
  const { pairing, side, asked, volunteer } = own;
  const { t, lang } = listener;
  const said = {
    who: called(volunteer, lang),
    whom: whomOf(own, listener),
    rhythm: sayRhythm(pairing.visitsPerMonth, t),
    minutes: sayMinutes(pairing.minutesPerVisit, lang),
  };
  return asSentence(t(`paired.${side === 'elder' ? 'come' : 'go'}.${asked ? 'asked' : pairing.state}`, said));
}

function titleOf({ side, kin, asked, elder }: OwnPairing, { t, lang }: Listener): string {
  if (asked) return t('paired.ask_title');
  if (side === 'volunteer') return t('paired.title_go');
  return kin ? t('paired.title_kin', { name: called(elder, lang) }) : t('paired.title');
}

export async function ownPage(visit: MemberVisit): Promise<Page> {
  const own = await view(visit);
  const listener = listenerOf(visit);
  const { pairing, kin, asked, elder, helper, side } = own;
  return page('pairing/own', {
    id: pairing.id,
    title: titleOf(own, listener),
    acting: kin ? called(elder, visit.lang) : null,
    words: pairedWords(own, listener),
    asked,
    side,
    rows: rowsOf(own, listener),
    // Her own helper stands at the foot of every page.
    helper:
      helper && elder.regionCode !== visit.actor.regionCode
        ? { ...helper, name: sayName(helper.name, visit.lang) }
        : null,
    mayEnd: pairing.state === 'active' || pairing.state === 'paused',
    done: textOf(visit.query, 'done') === 'yes',
  });
}

function rowsOf(own: OwnPairingView, listener: Listener) {
  const { t, lang } = listener;
  const { pairing, side, services, village, hamlet, volunteer, substitute } = own;
  const what = services.map((service) => asSentence(serviceWords(service, lang, t))).join(t('policy.unit.comma'));
  const place = side === 'volunteer' && !own.asked ? homeWords(village, hamlet ?? '', listener) : '';
  return [
    side === 'elder'
      ? { label: t('paired.who'), value: called(volunteer, lang) }
      : { label: t('paired.whom'), value: whomOf(own, listener) },
    ...(substitute && pairing.substituteTo
      ? [
          {
            label: t('paired.instead'),
            value: called(substitute, lang),
            sub: t('paired.instead_until', { day: sayDate(lang, pairing.substituteTo) }),
          },
        ]
      : []),
    { label: t('paired.what'), value: what },
    ...(place ? [{ label: t('paired.where'), value: place }] : []),
  ];
}

export async function agreeOwn(visit: MemberVisit): Promise<Answer> {
  const { side } = await view(visit);
  await agreeToPairing(visit.desk, { id: idOf(visit), side, how: 'self' });
  return seeOther(`/pairings/${idOf(visit)}?done=yes`);
}

/** What is asked before something ends: one question, and words if she likes. */
const asking =
  (name: 'refusal' | 'end', fits: (own: OwnPairing) => boolean) =>
  async (visit: MemberVisit): Promise<Page> => {
    const own = await view(visit);
    if (!fits(own)) return ownPage(visit);
    const listener = listenerOf(visit);
    const acting = own.kin ? called(own.elder, visit.lang) : null;
    return page(`pairing/own-${name}`, { id: own.pairing.id, words: pairedWords(own, listener), acting });
  };

export const refusalPage = asking('refusal', ({ asked }) => asked);
export const endOwnPage = asking('end', ({ pairing }) => pairing.state === 'active' || pairing.state === 'paused');

const Note = z.object({ note: maybeText(300) });

export async function declineOwn(visit: MemberVisit): Promise<Answer> {
  await declinePairing(visit.desk, { id: idOf(visit), ...visit.read(Note) });
  return seeOther(`/pairings/${idOf(visit)}`);
}

export async function endOwn(visit: MemberVisit): Promise<Answer> {
  const { side } = await view(visit);
  const reason = side === 'elder' ? 'elder_wishes' : 'volunteer_wishes';
  await endPairing(visit.desk, { id: idOf(visit), reason, ...visit.read(Note) });
  return seeOther(`/pairings/${idOf(visit)}`);
}
