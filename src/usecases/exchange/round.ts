/** What a helper takes along: the visits of her round with whom to call and who is not at home; what came back, from whom. */
import type { Act } from '#db/act';
import type { Day, Instant } from '#domain/day';
import { type Away, awayOn } from '#domain/member';
import { lastMovesInto } from '#records/exchange';
import { awaysFrom } from '#records/member-list';
import { namesOf } from '#records/name';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import type { DeskLine } from '#usecases/exchange/work';

export interface Stop extends DeskLine {
  /** She is in hospital, or with her daughter: nobody needs to go, and it is not overdue. */
  away: Away | null;
  /** Her own number first, then those whom one may call about her. */
  numbers: PhoneNumber[];
}

export interface CameBack extends DeskLine {
  /** Who sent it back; null when no name is known. */
  by: string | null;
  at: Instant;
}

/** Overdue first, oldest of them first; then today's, hamlet by hamlet as one walks, by the hour. */
export async function roundFor(act: Act, lines: readonly DeskLine[]): Promise<Stop[]> {
  const elders = lines.flatMap(({ beneficiaries }) => beneficiaries.map(({ id }) => id));
  const aways = await awaysFrom(act, elders, act.today);
  const numbers = await numbersOf(act, elders);
  const stops = lines.map((line) => {
    const ids = line.beneficiaries.map(({ id }) => id);
    // Of a couple somebody is there unless both are away.
    const gone = ids.map((id) => awayOn(aways.get(id) ?? [], act.today));
    return {
      ...line,
      away: gone.every((one) => one !== null) ? (gone[0] ?? null) : null,
      numbers: numbers.filter(({ memberId }) => ids.includes(memberId)),
    };
  });
  return stops.sort(asOneWalks(act.today));
}

const asOneWalks = (today: Day) => {
  const place = (line: DeskLine) => line.hamlet?.pinyin ?? '~';
  const day = ({ exchange }: DeskLine) => exchange.plannedOn ?? today;
  return (a: DeskLine, b: DeskLine): number => {
    const late = day(a) < today || day(b) < today;
    if (late && day(a) !== day(b)) return day(a) < day(b) ? -1 : 1;
    if (place(a) !== place(b)) return place(a) < place(b) ? -1 : 1;
    return (a.exchange.plannedStart ?? 24 * 60) - (b.exchange.plannedStart ?? 24 * 60);
  };
};

export async function cameBackFor(act: Act, lines: readonly DeskLine[]): Promise<CameBack[]> {
  const ids = lines.map(({ exchange }) => exchange.id);
  const moves = await lastMovesInto(act, ids, 'returned');
  const names = await namesOf(
    act,
    [...moves.values()].map(({ actorId }) => actorId),
  );
  return lines.map((line) => {
    const move = moves.get(line.exchange.id);
    return { ...line, by: names.get(move?.actorId ?? '') ?? null, at: move?.at ?? line.exchange.since };
  });
}
