/** What a member's file says, in words, part by part. Nothing is decided here. */
import { dayOf } from '#domain/day';
import { toldExchange, toldWallet } from '#http/member/care-told';
import { toldFacts } from '#http/member/facts-told';
import { toldLook } from '#http/member/looks-told';
import { toldBond, toldCertificate, toldConsent, toldPaper, toldPin } from '#http/member/papers-told';
import { toldPerson } from '#http/member/person-told';
import { codeWords, joined, sayAway, stateTag } from '#http/member/told';
import { toldVisits } from '#http/member/visits-told';
import { nameOnPaper, sayName } from '#http/name';
import { lineWords, titleOf } from '#http/pairing/words';
import { returnWords } from '#http/reason';
import type { Visit } from '#http/route';
import { spaced } from '#http/sheet/number';
import { sayDate, sayMoment } from '#i18n/say';
import { isKey, type Key } from '#i18n/words';
import type { MemberFile } from '#usecases/member/view';

export function toldFile(visit: Visit, file: MemberFile) {
  const { t } = visit;
  const { member, may } = file;
  return {
    may,
    state: member.state,
    receives: member.receives,
    serves: member.serves,
    // Before the town has let her in there is no time, no card and no help to tell of.
    begun: member.approvedAt !== null,
    enrolled: stepWords(visit, file.moves.filter(isStep).slice(-2)),
    sources: stepWords(visit, sourcesIn(file)),
    away: file.away ? sayAway(visit, file.away) : '',
    coming: file.coming
      ? t('member.away_from', { day: sayDate(visit.lang, file.coming.fromDay), what: sayAway(visit, file.coming) })
      : '',
    returned: file.returned
      ? { reason: returnWords(file.returned, t), by: sayName(file.returned.by ?? '', visit.lang) }
      : null,
    duplicate: duplicateWords(visit, file),
    person: toldPerson(visit, file),
    derived: file.derived ? toldFacts(visit, file.derived) : null,
    household: file.household.map((one) => ({ ...one, name: nameOnPaper(one.name, visit.lang) })),
    contacts: file.contacts.map((one) => ({
      ...one,
      name: nameOnPaper(one.name, visit.lang),
      said: sayName(one.name, visit.lang),
    })),
    kin: file.kin.map((bond) => toldBond(visit, bond)),
    consents: file.consents.map((consent) => toldConsent(visit, consent)),
    certificates: file.certificates.map((one) => toldCertificate(visit, one)),
    papers: file.papers.map((paper) => toldPaper(visit, paper)),
    cards: file.cards.map((card) => ({
      id: card.id,
      number: spaced(card.number),
      kind: t(`member.card.${card.kind}`),
      since: t('member.since', { day: sayDate(visit.lang, dayOf(card.issuedAt)) }),
    })),
    pin: { set: file.pin !== null, words: toldPin(visit, file.pin) },
    locked: file.pin?.locked ?? false,
    wallet: file.wallet ? toldWallet(visit, file.wallet) : [],
    exchanges: file.exchanges.map((line) => toldExchange(visit, line)),
    visits: toldVisits(visit, { ...file, state: member.state }),
    pairings: file.pairings.map((line) => ({ title: titleOf(line, visit), ...lineWords(line, visit) })),
    looks: file.looks?.map((look) => toldLook(visit, look)) ?? null,
    history: file.moves.toReversed().map((move) => historyLine(visit, move)),
  };
}

type Move = MemberFile['moves'][number];

/** The first enrolment by its name, for those who may see it; for others only that there is one. */
const duplicateWords = ({ lang }: Visit, { duplicate }: MemberFile) =>
  typeof duplicate === 'object' ? { ...duplicate, name: nameOnPaper(duplicate.name, lang) } : duplicate;

/** Who put her on file and who has looked at it since: the next one must be somebody else. */
const isStep = ({ move }: Move): boolean => ['enrol', 'submit', 'check'].includes(move);

/** Where what is told of her comes from: who wrote it down, and who last put something right. */
const sourcesIn = ({ moves }: MemberFile): Move[] =>
  [
    moves.find(({ move }) => move === 'enrol'),
    moves.findLast(({ move }) => move === 'correct' || move === 'move'),
  ].filter((move) => move !== undefined);

function stepWords(visit: Visit, moves: readonly Move[]): string[] {
  const { t, lang, desk } = visit;
  return moves.map((move) =>
    t('member.step_by', {
      by: move.by ? sayName(move.by, lang) : t('member.somebody'),
      what: codeWords(visit, `member.move.${move.move}`),
      when: sayMoment(lang, move.at, dayOf(desk.now)),
    }),
  );
}

const BY_ITSELF: Key = 'member.move.other';

function historyLine(visit: Visit, move: Move) {
  const { t, lang, desk } = visit;
  const key = `member.move.${move.move}`;
  const by = move.by ? sayName(move.by, lang) : t('member.somebody');
  return {
    when: sayMoment(lang, move.at, dayOf(desk.now)),
    words: t(isKey(key) ? key : BY_ITSELF),
    by: move.actingFor ? t('member.acting_for', { name: by, absent: sayName(move.actingFor, lang) }) : by,
    reason: whyWords(visit, move),
    tag: move.fromState !== move.toState ? stateTag(visit, move.toState) : null,
  };
}

/** Some moves keep codes where others keep what an officer wrote. */
function whyWords(visit: Visit, { move, reason, note }: Move): string {
  if (!reason || move === 'joinHousehold') return '';
  if (move === 'away') return codeWords(visit, `member.away.${reason}`);
  if (move === 'returnUnchecked' || move === 'returnChecked') return returnWords({ reason, note }, visit.t);
  if (move !== 'correct') return reason;
  const changed = reason.split(',').map((field) => codeWords(visit, `member.changed.${field}`));
  return joined(visit, [...new Set(changed)]);
}
