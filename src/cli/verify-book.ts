/**
 * The verifier that auditors take along: built into one file that wants nothing but Node and an exported book
 * (`node verify-book.mjs BOOK.jsonl`). Made of the same sources as `npm run verify`.
 */
import { readAsked, verifyFile } from '#cli/verify-file';

try {
  process.exitCode = await verifyFile(readAsked(process.argv.slice(2)), 'node verify-book.mjs');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
