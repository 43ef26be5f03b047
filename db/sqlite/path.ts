/** Where the file of a SQLite address lies. */
import { fileURLToPath } from 'node:url';

/** The path in a SQLite address: `data/yinling.db`, `file:data/yinling.db`, `file:///srv/yinling.db`. */
export function pathOf(url: string): string {
  if (url === '' || url === ':memory:') throw new Error('SQLite needs a file: readers have connections of their own');
  if (url.startsWith('file://')) return fileURLToPath(url);
  return url.replace(/^file:/, '');
}
