/**
 * A town with hundreds of visits that were asked for, held, made, confirmed and checked, each by whoever does it: all that
 * is left is the town's approval. Nothing is put into a table.
 */
import { FACTS, type Somebody, XINCHENG } from '#cli/demo/cast';
import { foundWorld } from '#cli/demo/founding';
import { type World, worldOver } from '#cli/demo/world';
import { migrate } from '#db/migrate';
import { addDays, dayOf } from '#domain/day';
import { keptDatabase } from '#tests/bench/files';
import { MONDAY, openBenchHouse } from '#tests/bench/house';
import { askFor, thumbed } from '#tests/support/scene';
import { checkExchange } from '#usecases/exchange/check';
import { logExchange } from '#usecases/exchange/log';
import { acceptExchange } from '#usecases/exchange/match';

const ELDERS = 40;
const VOLUNTEERS = 20;
const DAYS = 10;
/** More than everybody asks for together. */
const poolMinutes = (visits: number): number => 150 * visits;

const MADE_OF = ['db', 'src', 'tests/bench'];

const elder: Somebody = {
  sex: 'female',
  bornOn: '1940-01-05',
  receives: true,
  facts: { ...FACTS, spouse: 'none', children: [], livesWith: [] },
};
const volunteer: Somebody = { sex: 'female', bornOn: '1963-05-02', serves: true };

const numbered = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${word}${index + 1}`);

/** @param days how many visits each elder had @param monday on which their approval is all that is left */
export async function fillTown(file: string, days = DAYS, elders = ELDERS, monday = MONDAY): Promise<void> {
  await migrate(file);
  let now = monday;
  const house = await openBenchHouse(file, { clock: () => now, durable: false });
  const world = worldOver(house, (at) => {
    now = at;
  });
  const first = addDays(dayOf(monday), -days - 4);
  await foundWorld(world, first);
  await world.fillPool(XINCHENG, poolMinutes(days * elders));
  const receiving = numbered('长者', elders);
  const serving = numbered('志愿者', VOLUNTEERS);
  for (const name of receiving) await world.approved(name, elder);
  for (const name of serving) await world.approved(name, volunteer);
  for (let day = 0; day < days; day += 1) await dayOfVisits(world, addDays(first, day), receiving, serving);
  await house.store.close();
}

/** Asked for one morning, made and written down the next day. */
async function dayOfVisits(world: World, day: string, elders: string[], volunteers: string[]): Promise<void> {
  world.at(`${day}T09:00`);
  const visits = await Promise.all(
    elders.map((name, index) => order(world, name, volunteers[index % VOLUNTEERS] ?? '')),
  );
  world.at(`${addDays(day, 1)}T18:00`);
  // A volunteer goes from one to the next: who would be in two places at once is flagged, and looked at by itself.
  await Promise.all(visits.map((id, index) => finish(world, id, 9 + Math.floor(index / VOLUNTEERS))));
}

async function order(world: World, elderName: string, volunteerName: string): Promise<string> {
  const { id, state } = await askFor(world, { memberIds: [world.member(elderName).id], plannedMinutes: 40 });
  if (state !== 'approved') throw new Error('the pool of the bench does not cover its visits');
  await acceptExchange(world.desk(volunteerName), { id });
  return id;
}

async function finish(world: World, id: string, hour: number): Promise<void> {
  const times = { start: hour * 60, end: hour * 60 + 30 };
  await logExchange(world.desk('阿芬'), { id, servedOn: world.today(), times, volunteers: [] });
  await thumbed(world, id);
  await checkExchange(world.desk('小周'), { id, note: null });
}

export const keptTown = (tell: (words: string) => void): Promise<string> =>
  keptDatabase('town', MADE_OF, tell, (file) => fillTown(file));
