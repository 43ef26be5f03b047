/** 首页: how much time I have and who comes when; what I am going to do for others; the elders I act for. */
import { forMember, type MemberVisit } from '#http/member/page';
import { called } from '#http/member/told';
import { page, type Route } from '#http/route';
import { giversOf, type Listener, listenerOf, ownDeed, questionOf, sentenceOf, told, whenOf } from '#http/told';
import { type WalletWords, walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import type { ExchangeLine } from '#usecases/exchange/view';
import { type Home, readHome, type Side } from '#usecases/home/read';

interface SideView {
  id: string;
  name: string;
  wallet: WalletWords;
  /** The question about a visit that waits for this side's word. */
  question: { id: string; words: string } | null;
  next: { when: string; words: string; href: string } | null;
  /** A request that the town sent back. */
  returned: { href: string; words: string } | null;
  last: string;
  mayAsk: boolean;
  /** Whom her family may call in her village. */
  helper: { name: string; phone: string } | null;
}

async function home(visit: MemberVisit) {
  const shown = await readHome(visit.desk, visit.actor);
  const listener = listenerOf(visit);
  return page('home/home', {
    me: sideView(shown.me, listener, null),
    receives: shown.me.person.receives,
    showsOwn: hasOwn(shown.me) || shown.kin.length === 0,
    kin: shown.kin.map((side) => sideView(side, listener, called(side.person))),
    volunteer: volunteerView(shown, listener),
  });
}

/** Somebody who is on file only for her mother has no time of her own to be told of. */
const hasOwn = ({ person, wallet }: Side): boolean =>
  person.serves || person.receives || wallet.usable + wallet.held + wallet.pending + wallet.owed > 0;

function sideView(side: Side, listener: Listener, name: string | null): SideView {
  const { t } = listener;
  const { person } = side;
  const [unconfirmed] = side.unconfirmed;
  const [coming] = side.coming;
  const [returned] = side.returned;
  return {
    id: person.id,
    name: called(person),
    wallet: walletWords(side, listener, name),
    question: unconfirmed ? { id: unconfirmed.exchange.id, words: questionOf(unconfirmed, listener) } : null,
    next: coming ? nextVisit(coming, listener) : null,
    returned: returned ? { href: `/exchanges/${returned.exchange.id}`, words: told(returned, listener).words } : null,
    last: side.last
      ? t('home.last', { when: whenOf(side.last.exchange, listener), deed: sentenceOf(side.last, listener) })
      : '',
    mayAsk: person.receives && person.state === 'approved',
    helper: name === null ? null : side.helper,
  };
}

/** Who comes, what for, when; where nobody has said yes yet, that. */
function nextVisit(line: ExchangeLine, listener: Listener): SideView['next'] {
  const { exchange } = line;
  const { t } = listener;
  const params = { giver: giversOf(line, t), deed: ownDeed(line, listener) };
  const words = {
    matched: t('home.comes', params),
    in_service: t('home.is_here', params),
    requested: t('home.waiting', params),
  }[exchange.state as string];
  return {
    when: asSentence(whenOf(exchange, listener)),
    words: asSentence(words ?? t('home.looking', params)),
    href: `/exchanges/${exchange.id}`,
  };
}

function volunteerView({ volunteer }: Home, listener: Listener) {
  if (!volunteer) return null;
  const task = (line: ExchangeLine) => ({
    href: `/exchanges/${line.exchange.id}`,
    title: asSentence(ownDeed(line, listener)),
    text: asSentence(whenOf(line.exchange, listener)),
    ...(line.exchange.state === 'matched' ? {} : { tag: told(line, listener).tag }),
  });
  return { todo: volunteer.todo.map(task), returned: volunteer.returned.map(task), offers: volunteer.offers };
}

export const routes: Route[] = [{ method: 'GET', url: '/home', needs: 'signedIn', handle: forMember(home) }];
