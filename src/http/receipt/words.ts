/** What a receipt says, in the same words on its page, on the slip, and where anybody checks it. */
import { dayOf, type Instant, minuteOfDay } from '#domain/day';
import type { EntryEvent } from '#domain/ledger';
import { nextSealing } from '#domain/seal/when';
import { placeName } from '#http/place-words';
import type { OpenVisit } from '#http/route';
import { asSentence } from '#http/when';
import { sayDate, sayMoment, sayTime } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey } from '#i18n/words';
import type { Checked } from '#usecases/receipt/check';
import { hasReceipt, type Shelf } from '#usecases/receipt/facts';
import type { BookLine } from '#usecases/statement/read';

export interface Row {
  label: string;
  value: string;
  code?: true;
}

/** Everything that is printed and can be compared: no names. */
export function rowsOf(facts: Checked, visit: OpenVisit): Row[] {
  const { t, lang } = visit;
  const { event, servedOn, grade, first } = facts;
  const rows: (Row | null)[] = [
    { label: t('slip.book'), value: bookWords(facts, visit) },
    { label: t('slip.what'), value: kindWords(facts, visit) },
    servedOn ? { label: t('slip.served'), value: sayDate(lang, servedOn) } : null,
    {
      label: t(hasReceipt(event) ? `slip.minutes_${event}` : 'slip.minutes_credit'),
      value: minutesWords(facts, visit),
    },
    grade ? { label: t('slip.grade'), value: t(`slip.grade_${grade}`) } : null,
    { label: t('slip.recorded'), value: onPaper(facts.recordedAt, visit) },
    first
      ? {
          label: t('slip.sealed'),
          value: t('slip.sealed_at', { when: onPaper(first.sealedAt, visit), size: first.size }),
        }
      : null,
    first ? { label: t('slip.root'), value: rootWords(first.root), code: true } : null,
  ];
  return rows.filter((row): row is Row => row !== null);
}

export const bookWords = (facts: Checked, visit: OpenVisit): string =>
  visit.t('slip.of_entry', { book: shelfWords(facts, visit), seq: facts.seq });

const shelfWords = ({ county, journal }: Shelf, visit: OpenVisit): string => placeName(county, visit) || journal.name;

/** 政府送的时间 · 撤销，撤的是第 61 号（服务入账） · 更正：以前存的时间转过来，代替第 7 号 */
export function kindWords(facts: Checked, visit: OpenVisit): string {
  const { t } = visit;
  const { event, reverses, reversed, replaces } = facts;
  if (event === 'reversal') {
    return t('slip.event_reversal', { seq: reverses ?? 0, what: reversed ? eventWords(reversed, visit) : '' });
  }
  const what = event === 'move' ? moveWords(facts, visit) : eventWords(event, visit);
  return replaces === null ? what : t('slip.event_instead', { what, seq: replaces });
}

const eventWords = (event: EntryEvent, { t }: OpenVisit): string => {
  const key = `slip.event_${event}`;
  return t(isKey(key) ? key : `ledger.event.${event}`);
};

const moveWords = ({ other, leaves }: Checked, visit: OpenVisit): string =>
  visit.t(leaves ? 'slip.event_move_out' : 'slip.event_move_in', { book: other ? shelfWords(other, visit) : '' });

/** What became of it later: taken back, or taken back and entered anew. */
export function sinceWords({ reversedBy: seq, replacedBy: now }: Checked, { t }: OpenVisit): string {
  if (seq === null) return '';
  return now === null ? t('slip.reversed', { seq }) : t('slip.replaced', { seq, now });
}

/** One sum, and where several people share it, what each of them was given: whose which is, is not said. */
function minutesWords({ amounts }: Checked, { t, lang }: OpenVisit): string {
  const said = amounts.map((minutes) => sayMinutes(minutes, lang));
  const total = sayMinutes(
    amounts.reduce((sum, minutes) => sum + minutes, 0),
    lang,
  );
  return said.length > 1 ? t('slip.several', { total, count: said.length, each: said.join(t('who.and')) }) : total;
}

/** 2026年11月24日 上午 9 点: paper outlives 昨天. */
export const onPaper = (at: Instant, { lang }: Pick<OpenVisit, 'lang'>): string =>
  `${sayDate(lang, dayOf(at))} ${sayTime(lang, minuteOfDay(at))}`;

/** 8f3a 11c0 2b7e 90d4: as much of a root as one reads out, in groups of four. */
export const rootWords = (root: Buffer): string => groups(root.toString('hex').slice(0, 16));

/** 1234 5678 9012 3456 7890 */
export const groups = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

/** What there is to know of its standing: title, a sentence, and how it looks. */
export function standWords({ standing }: Pick<Checked, 'standing'>, visit: OpenVisit) {
  const { t } = visit;
  if (standing === 'holds') return { kind: 'good' as const, title: t('slip.holds'), text: t('slip.holds_text') };
  if (standing === 'bent') return { kind: 'grave' as const, title: t('slip.bent'), text: t('slip.bent_text') };
  return { kind: 'waiting' as const, title: t('slip.unsealed'), text: sealsWhen('slip.unsealed_text', visit) };
}

/** When the clock seals next; where no seal was made, that. */
export function sealsWhen(key: 'slip.unsealed_text' | 'slip.not_yet_text', visit: OpenVisit): string {
  const { t, lang, desk, office } = visit;
  if (!desk.house.seal) return t('slip.no_seal');
  const at = nextSealing(desk.now, office.config.sealEveryMinutes);
  return asSentence(t(key, { when: sayMoment(lang, at, dayOf(desk.now)) }));
}

/** 61-07051d5b: the number of the entry, and the beginning of its leaf. */
export const receiptNumber = ({ seq, leaf }: { seq: number; leaf: string }): string => `${seq}-${leaf.slice(0, 8)}`;

/** Its page. */
export const receiptAt = ({ journal, seq }: { journal: string; seq: number }): string => `/receipts/${journal}/${seq}`;

/** Where a line of a passbook leads to: of an exchange only to what this reader may see. */
export const receiptOf = ({ about, event, ...line }: BookLine): string | null =>
  hasReceipt(event) && (about || !line.subjectId.startsWith('exc_')) ? receiptAt(line) : null;
