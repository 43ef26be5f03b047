/** `npm start`: opens the house, brings it up to date, and answers on the printed address until it is asked to stop. */
import { openDemo } from '#cli/demo';
import { seedHouse } from '#cli/seed';
import { printWelcome } from '#cli/welcome';
import { readConfig } from '#config';
import { migrate } from '#db/migrate';
import { buildApp } from '#http/app';
import { fileChannel, webhookChannel } from '#jobs/channel';
import { startClock, startCourier, startSealing, startWatch } from '#jobs/clock';
import { readApart } from '#jobs/reader';
import { openHouse } from './house.ts';
import { sealForTrying } from './seal-files.ts';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const applied = await migrate(config.databaseUrl);
  // A real seal is made by a person, who writes down where its key lies.
  if (!config.production) sealForTrying(config, { anew: applied.some((name) => name.startsWith('0000')) });
  const house = await openHouse(config);
  await seedHouse(house);
  if (!config.production) await openDemo(house, (line) => console.log(line));

  const readBooks = readApart();
  const app = await buildApp(house, config, readBooks);
  await app.listen({ host: config.host, port: config.port });
  const clock = startClock(house, readBooks, (result) => {
    if (result instanceof Error) app.log.error(result, 'the night’s work broke off');
    else app.log.info(result, 'the night’s work is done');
  });
  const watch = startWatch(house, (error) => app.log.error(error, 'overdue alerts were not lifted'));
  const sealing = house.seal
    ? startSealing(house, config.sealEveryMinutes, (error) =>
        app.log.error(error, 'a journal was not sealed or countersigned'),
      )
    : null;
  if (!sealing) app.log.warn('the books have no seal: npm run seal -- key --origin time.example.cn/log');
  const channel = config.webhook ? webhookChannel(config.webhook) : fileChannel('data/outbox.jsonl');
  const courier = house.sendsToPhones
    ? startCourier(house, { channel, servicePhone: config.servicePhone }, (error) =>
        app.log.error(error, 'the courier’s round broke off'),
      )
    : null;
  await printWelcome(config, house, app.listeningOrigin);

  const close = async () => {
    clock.stop();
    watch.stop();
    courier?.stop();
    sealing?.stop();
    await app.close();
    await house.store.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0), fail));
  }
}

/** What was set wrong is one sentence for whoever started it; anything else is a fault, and shown whole. */
function fail(error: unknown): never {
  console.error(error instanceof Error && error.constructor === Error ? `\n${error.message}\n` : error);
  process.exit(1);
}

await start().catch(fail);
