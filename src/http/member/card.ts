/** Her card, the card on her wall, and the six digits that she chooses herself. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { choice, digits, maybeText, submissionKey } from '#http/form';
import { whyWords } from '#http/member/decide';
import { toldHead } from '#http/member/told';
import { about, filePage, idOf, toFile } from '#http/member/visit';
import { called, sayName } from '#http/name';
import { placeCalled } from '#http/place-words';
import { qrTo } from '#http/qr';
import { notFound, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { CARD_COLUMNS } from '#http/sheet/fields';
import { spaced } from '#http/sheet/number';
import { textOf } from '#http/staff-page';
import type { CardKind } from '#records/card';
import { issueCard } from '#usecases/card/issue';
import { revokeCard } from '#usecases/card/revoke';
import { cardSheet } from '#usecases/card/sheet';
import type { MemberFile } from '#usecases/member/view';
import { setPin } from '#usecases/pin/set';
import { unlockPin } from '#usecases/pin/unlock';

async function issue(visit: Visit) {
  const { key, kind } = visit.read(z.object({ key: submissionKey(), kind: choice(['member', 'wall']) }));
  await issueCard(visit.desk, { key, memberId: idOf(visit), kind });
  return seeOther(`/members/${idOf(visit)}/card`);
}

/** Two sheets of A4: cut out and laminated, hung up. Numbers to call stand in full. */
async function sheet(visit: Visit): Promise<Page> {
  const { lang } = visit;
  const { file, ...near } = await cardSheet(visit.desk, idOf(visit), dayOf(visit.desk.now));
  const helper = near.helper && { ...near.helper, name: sayName(near.helper.name, lang) };
  const station = near.station && { ...near.station, name: placeCalled(near.station.name, lang) };
  const printed = (kind: CardKind) => {
    const card = file.cards.findLast((one) => one.kind === kind);
    return { number: spaced(card?.number ?? ''), qr: card ? qrTo(visit, `/c/${card.token}`) : null };
  };
  // Only what was given out is printed: a card opens nothing before that.
  const approved = file.member.state === 'approved';
  const mayIssue = approved && file.may.issueCard === true;
  const cards = { member: printed('member'), wall: printed('wall') };
  // Where the house was not told its own address nothing is printed that would lead nowhere.
  const coded = [cards.member, cards.wall].every(({ number, qr }) => number === '' || qr !== null);
  const columns = CARD_COLUMNS.map((name) => ({ name, label: visit.t(`member.wall.${name}`) }));
  return page('member/card', {
    head: toldHead(visit, file),
    cards,
    helper,
    station,
    approved,
    mayIssue,
    coded,
    columns,
  });
}

const cardIn = ({ params }: Visit, { cards }: MemberFile) => cards.find((card) => card.id === params.cid) ?? notFound();

const revokeForm = about('member/reason', 'revokeCard', (visit, file) => {
  const card = cardIn(visit, file);
  return whyWords(visit, {
    name: 'revocation',
    called: called(file.member, visit.lang),
    params: { number: spaced(card.number) },
    action: `/members/${file.member.id}/cards/${card.id}/revocation`,
  });
});

async function revoke(visit: Visit) {
  const { reason } = visit.read(z.object({ reason: maybeText(300) }));
  await revokeCard(visit.desk, { id: visit.params.cid ?? '', reason: reason ?? '' });
  return toFile(idOf(visit), 'revocation');
}

/** Large, and nothing else on it: the phone is in her hands now. */
const pinForm = about('member/pin', 'setPin', ({ query }) => ({ done: textOf(query, 'done') === 'yes' }));

async function choosePin(visit: Visit) {
  const told = visit.read(
    z.object({ presentName: maybeText(40), presentPhone: maybeText(20), pin: digits(20), pinAgain: digits(20) }),
  );
  if (told.pin !== told.pinAgain) throw new Refusal('pin_differs', { field: 'pinAgain' });
  const { pin, presentName, presentPhone } = told;
  await setPin(visit.desk, {
    memberId: idOf(visit),
    pin,
    presentName: presentName ?? '',
    presentPhone: presentPhone ?? '',
  });
  return seeOther(`/members/${idOf(visit)}/pin?done=yes`);
}

async function unlock(visit: Visit) {
  await unlockPin(visit.desk, { memberId: idOf(visit) });
  return toFile(idOf(visit), 'unlocked');
}

const AT = '/members/:id';
export const routes: Route[] = [
  { method: 'GET', url: `${AT}/card`, needs: 'desk.read', handle: sheet },
  { method: 'POST', url: `${AT}/cards`, needs: 'card.issue', form: filePage, handle: issue },
  { method: 'GET', url: `${AT}/cards/:cid/revocation`, needs: 'card.revoke', handle: revokeForm },
  { method: 'POST', url: `${AT}/cards/:cid/revocation`, needs: 'card.revoke', form: revokeForm, handle: revoke },
  { method: 'GET', url: `${AT}/pin`, needs: 'pin.set', handle: pinForm },
  { method: 'POST', url: `${AT}/pin`, needs: 'pin.set', form: pinForm, handle: choosePin },
  { method: 'POST', url: `${AT}/pin-unlock`, needs: 'pin.unlock', form: filePage, handle: unlock },
];
