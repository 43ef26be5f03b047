/** `npm run restore -- FILE`: puts a backup in the place of the database; the server must be stopped. */
import { databaseUrl, inOneSentence, stampOf } from '#cli/database';
import { restore } from '#db/backup';

await inOneSentence(async () => {
  const from = process.argv[2];
  if (!from) throw new Error('Say which backup: npm run restore -- FILE');
  const aside = await restore(databaseUrl(), from, stampOf(Date.now()));
  return `Restored ${from}.${aside ? ` What it replaced is kept as ${aside}.` : ''}`;
});
