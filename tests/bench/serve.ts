/**
 * Our side of the measures over HTTP, in a process of its own: the app as production serves it, on the bench's Monday.
 * `serve FILE`; it tells its parent where it listens.
 */
import { buildApp } from '#http/app';
import { benchConfig, openBenchHouse } from '#tests/bench/house';

const [file = ''] = process.argv.slice(2);
const house = await openBenchHouse(file);
const app = await buildApp(house, benchConfig(file, { NODE_ENV: 'production', REQUESTS_PER_MINUTE: '999999' }));
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('disconnect', () => process.exit(0));
