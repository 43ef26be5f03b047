/** The house with its named cast behind a real address, for a real browser. The clock is the test's. */
import { buildApp } from '#http/app';
import { testConfig } from '#tests/support/app';
import { openWorld, type World } from '#tests/support/world';

export interface Server {
  origin: string;
  world: World;
  close(): Promise<void>;
}

export async function openServer(): Promise<Server> {
  const world = await openWorld();
  const app = await buildApp(world.house, testConfig());
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    world,
    async close() {
      await app.close();
      await world.close();
    },
  };
}
