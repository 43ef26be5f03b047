/** What a member's file says, in words, part by part. Nothing is decided here. */
import { dayOf } from '#domain/day';
import { sayMinutes } from '#domain/minutes';
import { toldFacts } from '#http/member/facts-told';
import { spaced, toldBond, toldCertificate, toldConsent, toldPin } from '#http/member/papers-told';
import { called, codeWords, joined, sayAway, sayParts, sayPath, sayPlace, stateTag } from '#http/member/told';
import type { Visit } from '#http/route';
import { serviceWords } from '#http/told';
import { sayDate, sayDay, sayMoment } from '#i18n/say';
import { isKey, type Key } from '#i18n/words';
import type { MemberFile } from '#usecases/member/view';

export function toldFile(visit: Visit, file: MemberFile) {
  const { t } = visit;
  const { member, may } = file;
  return {
    may,
    state: member.state,
    receives: member.receives,
    // Before the town has let her in there is no time, no card and no help to tell of.
    begun: member.approvedAt !== null,
    enrolled: enrolledWords(visit, file),
    away: file.away ? sayAway(visit, file.away) : '',
    coming: file.coming
      ? t('member.away_from', { day: sayDate(visit.lang, file.coming.fromDay), what: sayAway(visit, file.coming) })
      : '',
    returned: file.returned ? { reason: file.returned.reason, by: file.returned.by ?? '' } : null,
    duplicate: file.duplicate,
    person: person(visit, file),
    derived: file.derived ? toldFacts(visit, file.derived) : null,
    household: file.household,
    contacts: file.contacts,
    kin: file.kin.map((bond) => toldBond(visit, bond)),
    consents: file.consents.map((consent) => toldConsent(visit, consent)),
    certificates: file.certificates.map((one) => toldCertificate(visit, one)),
    cards: file.cards.map((card) => ({
      id: card.id,
      number: spaced(card.number),
      kind: t(`member.card.${card.kind}`),
      since: t('member.since', { day: sayDate(visit.lang, dayOf(card.issuedAt)) }),
    })),
    pin: { set: file.pin !== null, words: toldPin(visit, file.pin) },
    locked: file.pin?.locked ?? false,
    wallet: file.wallet ? wallet(visit, file.wallet) : [],
    exchanges: file.exchanges.map((line) => exchangeLine(visit, line)),
    history: file.moves.toReversed().map((move) => historyLine(visit, move)),
  };
}

/** Who put her on file and who has looked at it since: the next one must be somebody else. */
function enrolledWords(visit: Visit, { moves }: MemberFile): string[] {
  const { t, lang, desk } = visit;
  const steps = moves.filter((move) => ['enrol', 'submit', 'check'].includes(move.move)).slice(-2);
  return steps.map((move) =>
    t('member.step_by', {
      by: move.by ?? t('member.somebody'),
      what: codeWords(visit, `member.move.${move.move}`),
      when: sayMoment(lang, move.at, dayOf(desk.now)),
    }),
  );
}

/** Who she is and where she lives. Numbers are told as on file or not; opening one is a look of its own. */
function person(visit: Visit, file: MemberFile) {
  const { t, lang } = visit;
  const { member, may } = file;
  const change = (what: string) => (may.correct ? `/members/${member.id}/correction?what=${what}` : '');
  const look = (what: string, there: boolean) => (there ? `/members/${member.id}/looks?what=${what}` : '');
  const identity = member.identityKind !== 'none';
  return [
    { label: t('field.name'), value: member.name, change: change('name') },
    { label: t('field.nickname'), value: member.nickname ?? t('member.not_on_file'), change: change('name') },
    { label: t('field.bornOn'), value: sayDate(lang, member.bornOn), change: change('identity') },
    {
      label: t('field.identityKind'),
      value: t(`member.identity.${member.identityKind}`),
      look: look('identity', identity && may.identity === true),
      change: change('identity'),
    },
    {
      label: t('field.phone'),
      value: member.phoneTail ? t('member.phone_tail', { tail: member.phoneTail }) : t('member.no_phone'),
      look: look('phone', member.phoneTail !== null),
      change: change('phone'),
    },
    {
      label: t('field.villageCode'),
      value: sayPath(visit, file.place),
      sub: file.hamlet?.name ?? '',
      change: may.move ? `/members/${member.id}/move` : '',
    },
    {
      label: t('field.address'),
      value: t(file.hasAddress ? 'member.on_file' : 'member.not_on_file'),
      look: look('address', file.hasAddress),
      change: change('address'),
    },
    { label: t('field.homeRegionCode'), value: homeRegion(visit, file) },
    { label: t('field.parts'), value: sayParts(visit, member), change: change('parts') },
  ];
}

function homeRegion(visit: Visit, { member, home }: MemberFile): string {
  if (member.homeRegionCode === member.regionCode) return visit.t('member.home.here');
  const last = home.at(-1);
  if (last) return last.level === 'city' ? sayPlace(visit, last) : sayPath(visit, home);
  return visit.t(member.homeRegionCode === '44' ? 'member.home.province' : 'member.home.elsewhere');
}

/** Her time, a sentence for each thing to know about it. */
function wallet({ t, lang }: Visit, { total, granted }: NonNullable<MemberFile['wallet']>) {
  const say = (minutes: number) => sayMinutes(minutes, lang);
  return [
    { label: t('member.wallet.usable'), value: say(total.usable), strong: true },
    ...(total.owed > 0 ? [{ label: t('member.wallet.owed'), value: say(total.owed) }] : []),
    { label: t('member.wallet.own'), value: say(total.own) },
    ...granted.map((row) => ({
      label: t('member.wallet.granted'),
      value: say(row.available),
      sub: row.lapsesOn ? t('member.wallet.until', { day: sayDate(lang, row.lapsesOn) }) : '',
    })),
    ...(total.held > 0 ? [{ label: t('member.wallet.held'), value: say(total.held) }] : []),
    ...(total.pending > 0 ? [{ label: t('member.wallet.pending'), value: say(total.pending) }] : []),
  ];
}

function exchangeLine(visit: Visit, { exchange, service, beneficiaries, volunteers }: MemberFile['exchanges'][number]) {
  const { t, lang, desk } = visit;
  const on = exchange.servedOn ?? exchange.plannedOn;
  return {
    href: `/exchanges/${exchange.id}`,
    giver: volunteers.map(called).join(t('member.and')) || t('member.nobody_yet'),
    receiver: beneficiaries.map(called).join(t('member.and')),
    service: serviceWords(service, lang, t),
    when: on ? sayDay(lang, on, dayOf(desk.now)) : '',
    minutes: exchange.servedMinutes ?? exchange.plannedMinutes ?? undefined,
    state: t(`exchange.state.${exchange.state}`),
  };
}

const BY_ITSELF: Key = 'member.move.other';

function historyLine(visit: Visit, move: MemberFile['moves'][number]) {
  const { t, lang, desk } = visit;
  const key = `member.move.${move.move}`;
  return {
    when: sayMoment(lang, move.at, dayOf(desk.now)),
    words: t(isKey(key) ? key : BY_ITSELF),
    by: move.actingFor
      ? t('member.acting_for', { name: move.by ?? '', absent: move.actingFor })
      : (move.by ?? t('member.somebody')),
    reason: reasonWords(visit, move.move, move.reason),
    tag: move.fromState !== move.toState ? stateTag(visit, move.toState) : null,
  };
}

/** Some moves keep codes where others keep what an officer wrote. */
function reasonWords(visit: Visit, move: string, reason: string | null): string {
  if (!reason || move === 'joinHousehold') return '';
  if (move === 'away') return codeWords(visit, `member.away.${reason}`);
  if (move !== 'correct') return reason;
  const changed = reason.split(',').map((field) => codeWords(visit, `member.changed.${field}`));
  return joined(visit, [...new Set(changed)]);
}
