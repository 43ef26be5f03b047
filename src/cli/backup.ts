/** `npm run backup [-- FILE]`: the whole database in one checked file, while it is in use. */
import { dirname, join } from 'node:path';
import { databaseUrl, inOneSentence, stampOf } from '#cli/database';
import { backup } from '#db/backup';
import { dialectOf } from '#db/dialect';
import { pathOf } from '#db/sqlite/path';

function namedByTime(url: string): string {
  const [folder, end] = dialectOf(url) === 'postgres' ? ['data', 'dump'] : [dirname(pathOf(url)), 'db'];
  return join(folder, 'backups', `yinling-${stampOf(Date.now())}.${end}`);
}

await inOneSentence(async () => {
  const url = databaseUrl();
  const to = process.argv[2] ?? namedByTime(url);
  await backup(url, to);
  return `Backed up to ${to}: checked, and safely on the disk. It holds personal data: keep it as carefully as the database.
The key of the seal is not in it: copy its folder once, to another place.`;
});
