/** 首页: how much time I have and who comes when; what I am going to do for others; the elders I act for. */

import { forMember, type MemberVisit } from '#http/member/page';
import { called, sayName } from '#http/name';
import { pairedWords, whomOf } from '#http/pairing/own';
import { homeWords } from '#http/place-words';
import { page, type Route } from '#http/route';
import { giversOf, type Listener, listenerOf, ownDeed, questionOf, sentenceOf, told, whenOf } from '#http/told';
import { type WalletWords, walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import { sayLeaf } from '#i18n/say';
import type { ExchangeLine } from '#usecases/exchange/view';
import { type Home, readHome, type Side } from '#usecases/home/read';
import type { OwnPairing } from '#usecases/pairing/own';

interface SideView {
  id: string;
  name: string;
  wallet: WalletWords;
  /** What waits for this side's word, and how much more waits behind it. */
  waiting: { href: string; words: string; more: number } | null;
  next: { leaf: ReturnType<typeof sayLeaf> | null; when: string; words: string; href: string } | null;
  last: string;
  /** 李姨 每周来看您 1 次; with a way to its page where there is room for one. */
  paired: { words: string; href: string }[];
  mayAsk: boolean;
  /** Whom her family may call in her village. */
  helper: { name: string; phone: string } | null;
}

async function home(visit: MemberVisit) {
  const shown = await readHome(visit.desk, visit.actor);
  const listener = listenerOf(visit);
  return page('home/home', {
    me: sideView({ ...shown.me, asked: shown.volunteer?.pairings ?? [] }, listener, null),
    receives: shown.me.person.receives,
    showsOwn: hasOwn(shown.me) || shown.kin.length === 0,
    kin: shown.kin.map((side) => sideView(side, listener, called(side.person, listener.lang))),
    volunteer: volunteerView(shown, listener),
    unread: shown.unread,
    storm: stormWords(shown, visit),
  });
}

/** A drill frightens nobody. Whoever serves reads what it asks of her; the others, what it means to them. */
function stormWords({ storm, volunteer, me }: Home, { t }: MemberVisit) {
  if (!storm || storm.kind === 'drill') return null;
  const here = storm.state === 'during';
  const kind = t(`storm.kind.${storm.kind}`);
  const served = me.person.receives || !volunteer;
  return {
    here,
    volunteer: volunteer ? t(here ? 'storm.home.volunteer_here' : 'storm.home.volunteer_coming', { kind }) : '',
    words: served ? t(here ? 'storm.home.here' : 'storm.home.coming', { kind }) : '',
    call: here && served ? '' : t('storm.home.call'),
  };
}

/** Somebody who is on file only for her mother has no time of her own to be told of. */
const hasOwn = ({ person, wallet }: Side): boolean =>
  person.serves || person.receives || wallet.usable + wallet.held + wallet.pending + wallet.owed > 0;

const pairedLink = (own: OwnPairing, listener: Listener) => ({
  words: pairedWords(own, listener),
  href: `/pairings/${own.pairing.id}`,
});

/** @param side and, of oneself, what one is asked as a volunteer */
function sideView(side: Side & { asked?: OwnPairing[] }, listener: Listener, name: string | null): SideView {
  const { t } = listener;
  const { person } = side;
  const [coming] = side.coming;
  return {
    id: person.id,
    name: called(person, listener.lang),
    wallet: walletWords(side, listener, name),
    waiting: waitingFor(side, listener),
    next: coming ? nextVisit(coming, listener) : null,
    last: side.last
      ? t('home.last', { when: whenOf(side.last.exchange, listener), deed: sentenceOf(side.last, listener) })
      : '',
    paired: side.pairings.filter(({ asked }) => !asked).map((own) => pairedLink(own, listener)),
    mayAsk: person.receives && person.state === 'approved',
    helper: name === null || !side.helper ? null : { ...side.helper, name: sayName(side.helper.name, listener.lang) },
  };
}

/** Visits that want a yes or no, then who would come for longer, then requests that the town sent back; the oldest of each first. */
function waitingFor(side: Side & { asked?: OwnPairing[] }, listener: Listener): SideView['waiting'] {
  const { unconfirmed, returned, pairings, asked = [] } = side;
  const [first, ...rest] = [
    ...unconfirmed.map((line) => ({
      href: `/exchanges/${line.exchange.id}/confirmation`,
      words: questionOf(line, listener),
    })),
    ...[...pairings, ...asked].filter((own) => own.asked).map((own) => pairedLink(own, listener)),
    ...returned.map((line) => ({
      href: `/exchanges/${line.exchange.id}`,
      words: listener.t('home.returned', { words: told(line, listener).words }),
    })),
  ];
  return first ? { ...first, more: rest.length } : null;
}

/** Who comes, what for, when; where nobody has said yes yet, that. */
function nextVisit(line: ExchangeLine, listener: Listener): SideView['next'] {
  const { exchange } = line;
  const { t } = listener;
  const params = { giver: giversOf(line, listener), deed: ownDeed(line, listener) };
  const words = {
    matched: t('home.comes', params),
    in_service: t('home.is_here', params),
    requested: t('home.waiting', params),
  }[exchange.state as string];
  return {
    leaf: exchange.plannedOn ? sayLeaf(listener.lang, exchange.plannedOn) : null,
    when: asSentence(whenOf(exchange, listener)),
    words: asSentence(words ?? t('home.looking', params)),
    href: `/exchanges/${exchange.id}`,
  };
}

function volunteerView({ volunteer }: Home, listener: Listener) {
  if (!volunteer) return null;
  const { todo, returned, places, hamlets, offers } = volunteer;
  const task = (icon: string) => (line: ExchangeLine) => {
    const { regionCode, state } = line.exchange;
    const hamlet = hamlets.get(line.beneficiaries[0]?.hamletId ?? '') ?? null;
    const where = homeWords(places.get(regionCode), hamlet?.name ?? '', listener);
    return {
      href: `/exchanges/${line.exchange.id}`,
      title: asSentence(ownDeed(line, listener)),
      text: [asSentence(whenOf(line.exchange, listener)), where].filter(Boolean).join(listener.t('care.comma')),
      icon,
      ...(state === 'matched' ? {} : { tag: told(line, listener).tag }),
    };
  };
  const paired = volunteer.pairings
    .filter(({ asked }) => !asked)
    .map((own) => ({
      href: pairedLink(own, listener).href,
      title: whomOf(own, listener),
      text: pairedWords(own, listener),
    }));
  return { todo: [...returned.map(task('undo-2')), ...todo.map(task('hand-heart'))], offers, paired };
}

export const routes: Route[] = [{ method: 'GET', url: '/home', needs: 'signedIn', handle: forMember(home) }];
