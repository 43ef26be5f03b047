/** What the tests of telling begin with: a Sunday with this month's minutes given, the box of what is to leave, and a gateway that takes nothing. */
import { outbox } from '#db/schema/telling';
import { addDays } from '#domain/day';
import { NotTaken } from '#jobs/channel';
import { carry } from '#jobs/courier';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';

export async function openTellingWorld(): Promise<World> {
  const world = await openWorld();
  world.at('2026-11-22T15:00');
  await giveGrants(world);
  return world;
}

/** Everything that is to leave, or has left; of one member only where she is named. */
export async function boxOf(world: World, name?: string): Promise<(typeof outbox.$inferSelect)[]> {
  const rows = await world.read((act) => act.tx.select().from(outbox));
  return name === undefined ? rows : rows.filter(({ toId }) => toId === world.member(name).id);
}

const HOURS = 60;
const refusing = {
  send: async () => {
    throw new NotTaken('answered_503');
  },
};

/** Hour after hour, until nothing is tried any more. */
export async function failAll(world: World): Promise<void> {
  const day = world.today();
  for (let hour = 0; hour < HOURS; hour++) {
    world.at(`${addDays(day, 1 + Math.floor(hour / 24))}T${String(hour % 24).padStart(2, '0')}:00`);
    await carry(world.house, { channel: refusing, servicePhone: '0766-12345' });
  }
}
