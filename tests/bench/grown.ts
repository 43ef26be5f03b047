/** Two towns of one kind and two sizes: the same first town with the same Monday's work, over a small book and a large one. */
import { openDemo } from '#cli/demo';
import { growWorld, type Size } from '#cli/grow/world';
import { seedHouse } from '#cli/seed';
import { migrate } from '#db/migrate';
import { keptDatabase } from '#tests/bench/files';
import { openBenchHouse } from '#tests/bench/house';

export const SMALL = { members: 4_500, transfers: 10_000, backlog: 130 };
/** As large as the book that accountants' tools are asked about. */
export const MIDDLE = { members: 20_000, transfers: 100_000, backlog: 130 };
export const LARGE = { members: 80_000, transfers: 1_000_000, backlog: 130 };

/** Rules that change make a world of other minutes, and no slower or faster one. */
const MADE_OF = ['src/cli/grow'];

/**
 * The large one takes minutes to grow, so it is kept until the generator changes. A new schema it takes over as every
 * house does.
 */
export async function keptWorld(size: Size, tell: (words: string) => void): Promise<string> {
  const file = await keptDatabase(`grown-${size.transfers}-${size.members}`, MADE_OF, tell, (fresh) =>
    grow(size, fresh, tell),
  );
  await migrate(file);
  return file;
}

async function grow(size: Size, file: string, tell: (words: string) => void): Promise<void> {
  tell(`growing ${size.transfers} transfers among ${size.members} members, once …`);
  await migrate(file);
  const house = await openBenchHouse(file, { durable: false });
  await seedHouse(house);
  await openDemo(house, () => {});
  await growWorld(house, size);
  await house.store.close();
}
