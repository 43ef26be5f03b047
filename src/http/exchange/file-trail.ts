/** What happened to a record, in words: its evidence with both clocks, and every move with who made it and why. */
import type { Day } from '#domain/day';
import { MOVES, type MoveName } from '#domain/exchange';
import type { FileWords } from '#http/exchange/file-words';
import { nameOnPaper, sayName } from '#http/name';
import { becauseWords } from '#http/reason';
import { isFormNumber, spacedSheet } from '#http/sheet/number';
import type { StaffVisit } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { ExchangeFile } from '#usecases/exchange/file';

/** Whoever did it; what nobody did, the rules did. */
export function nameIn(file: ExchangeFile, { t, lang }: StaffVisit, id: string | null): string {
  if (id?.startsWith('job:')) return t('desk.by_rule');
  const name = file.called.get(id ?? '');
  return name ? sayName(name, lang) : t('desk.somebody');
}

/** In the order it happened, with both clocks, and on whose device. */
export function evidenceOf(file: ExchangeFile, visit: StaffVisit, today: Day): FileWords['evidence'] {
  const { t, lang } = visit;
  const at = (instant: number) => sayMoment(lang, instant, today);
  return file.evidence.map((fact) => {
    const { kind, byId, enteredBy, deviceAt, minutes, witnessName, note, shown, pinSetBy, pinSetAt } = fact;
    const phone = file.witnesses.get(fact.id);
    const own = fact.device !== null && fact.device === file.exchange.loggedDevice;
    const lines = [
      byId === enteredBy || byId === 'witness' ? '' : t('desk.entered_by', { name: nameIn(file, visit, enteredBy) }),
      witnessName
        ? [t('desk.witness_is', { name: nameOnPaper(witnessName, lang) }), phone].filter(Boolean).join(' ')
        : '',
      lineWords(fact, t),
      minutes === null ? '' : t('desk.says_minutes', { minutes: sayMinutes(minutes, lang) }),
      deviceAt !== null && Math.abs(deviceAt - fact.at) >= 60_000 ? t('desk.device_clock', { at: at(deviceAt) }) : '',
      shown ? t(`desk.shown.${shown}`) : '',
      pinSetBy && pinSetAt ? t('desk.pin_set', { name: nameIn(file, visit, pinSetBy), at: at(pinSetAt) }) : '',
      note ?? '',
      own ? t('desk.on_logger_device') : t('desk.on_other_device'),
    ];
    const name = byId === 'witness' ? '' : nameIn(file, visit, byId);
    const words = t(`exchange.evidence.${kind}`);
    return { words: name ? t('desk.fact', { words, name }) : words, at: at(fact.at), lines: lines.filter(Boolean) };
  });
}

/** 挂墙卡第 3 行, or the line of a form with its number. */
function lineWords({ cardLine, sheet }: ExchangeFile['evidence'][number], t: StaffVisit['t']): string {
  if (cardLine === null) return '';
  const form = sheet !== null && isFormNumber(sheet);
  return form
    ? t('desk.sheet_line', { sheet: spacedSheet(sheet), line: cardLine })
    : t('desk.card_line', { line: cardLine });
}

export interface PhotoWords {
  id: string;
  /** Its page, and the picture itself. */
  href: string;
  src: string;
  width: number;
  height: number;
  /** 挂墙卡 4404 2074 第 3 行 */
  words: string;
  /** 阿芬，今天上午 9 点 */
  by: string;
}

export const photosIn = (file: ExchangeFile, visit: StaffVisit, today: Day): PhotoWords[] =>
  file.photos.map(({ id, width, height, line, sheet, addedBy, addedAt }) => {
    const { t, lang } = visit;
    const href = `/exchanges/${file.exchange.id}/photos/${id}`;
    const words = line && sheet ? t('photo.of_line', { sheet: spacedSheet(sheet), line }) : t('photo.of_record');
    const by = [nameIn(file, visit, addedBy), sayMoment(lang, addedAt, today)].join(t('care.comma'));
    return { id, href, src: `${href}/image`, width, height, words, by };
  });

const byRule = (name: MoveName): boolean => MOVES[name].needs === 'rule';

export function movesOf(file: ExchangeFile, visit: StaffVisit, today: Day): FileWords['moves'] {
  const { t, lang } = visit;
  return file.moves.map((move) => {
    const who = byRule(move.move) ? t('desk.by_rule') : nameIn(file, visit, move.actorId);
    const waits = move.move === 'check' && move.reason === 'cover_short';
    return {
      words: waits ? t('desk.waits_for_cover') : t(`exchange.move.${move.move}`),
      at: sayMoment(lang, move.at, today),
      who: move.actingForId ? t('desk.acting_for', { name: who, officer: nameIn(file, visit, move.actingForId) }) : who,
      why: becauseWords(move, t),
    };
  });
}
