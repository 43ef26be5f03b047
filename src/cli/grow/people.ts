/** Members of a grown world, made one by one (`#cli/grow/enrol`) and written for many at once. */
import { PINS } from '#cli/demo/cast';
import { enrolRoof, type Person, type Rows, rowsOf } from '#cli/grow/enrol';
import { openCards } from '#cli/grow/somebody';
import type { Stage, Village } from '#cli/grow/stage';
import type { Tx } from '#db/act';
import { insertMany } from '#db/bulk';
import { audit, pins } from '#db/schema/office';
import {
  cards,
  certificates,
  consents,
  households,
  memberFacts,
  memberKeys,
  memberMoves,
  members,
} from '#db/schema/people';
import type { Day } from '#domain/day';
import { cardCheckDigit } from '#records/card';
import { hashSecret } from '#records/secret';

/** People put on file in one unit. */
const CHUNK = 300;
/** @param before the day by which they were all members */
export async function enrolAll(
  stage: Stage,
  villages: readonly Village[],
  count: number,
  before: Day,
  tell: (line: string) => void,
): Promise<Person[]> {
  const office = { cards: openCards(), numbers: await openNumbers(stage), pinHash: await pinHash(stage), before };
  const people: Person[] = [];
  let rows = rowsOf();
  const write = async () => {
    await stage.desk.write([], ({ tx }) => writeRows(tx, rows));
    rows = rowsOf();
  };
  for (let made = 0; made < count; ) {
    const village = villages[Math.floor((made * villages.length) / count)] as Village;
    const roof = enrolRoof(stage, village, office, rows, count - made);
    people.push(...roof.filter((one): one is Person => one !== null));
    made += roof.length;
    if (rows.members.length >= CHUNK) await write();
    if (made % 10_000 < roof.length) tell(`  ${made} / ${count} members`);
  }
  await write();
  return people;
}

async function writeRows(tx: Tx, rows: Rows): Promise<void> {
  await insertMany(tx, households, rows.households);
  await insertMany(tx, members, rows.members);
  await insertMany(tx, memberKeys, rows.keys);
  await insertMany(tx, memberFacts, rows.facts);
  await insertMany(tx, consents, rows.consents);
  await insertMany(tx, memberMoves, rows.moves);
  await insertMany(tx, certificates, rows.certificates);
  await insertMany(tx, cards, rows.cards);
  await insertMany(tx, pins, rows.pins);
  await insertMany(tx, audit, rows.audit);
}

/** Everybody may be tried out with one PIN, which the demo prints beside 陈伯's. */
const pinHash = ({ house }: Stage): Promise<string> => hashSecret(house, PINS.陈伯 ?? '');

/** Numbers of cards that nobody has, in an order that does not show how many there are. */
async function openNumbers({ desk, dice }: Stage): Promise<() => string> {
  const taken = new Set(
    (await desk.read(({ tx }) => tx.select({ number: cards.number }).from(cards))).map((c) => c.number),
  );
  return () => {
    for (;;) {
      const digits = String(dice.between(1_000_000, 9_999_999));
      const number = digits + cardCheckDigit(digits);
      if (taken.has(number)) continue;
      taken.add(number);
      return number;
    }
  };
}
