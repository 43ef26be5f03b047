/**
 * `/log/<journal>/`: the book's tree for anybody's tools, as C2SP tlog-tiles lays it out. Checkpoints, tiles and commitments;
 * nothing beyond the size that was sealed last, and nothing that names anybody.
 */
import { readTileAddress } from '#domain/seal/tile';
import { bytes, notFound, type OpenVisit, type Route } from '#http/route';
import { publishedCheckpoint, publishedTile } from '#usecases/seal/publish';

async function checkpoint({ desk, params }: OpenVisit) {
  const note = await publishedCheckpoint(desk, params.journal ?? '');
  return bytes(Buffer.from(note), { type: 'text/plain; charset=utf-8', keep: 'briefly' });
}

async function tile({ desk, params }: OpenVisit) {
  const asked = readTileAddress(params['*'] ?? '');
  if (!asked) return notFound();
  const hashes = await publishedTile(desk, params.journal ?? '', asked);
  return bytes(hashes, { type: 'application/octet-stream', keep: 'forever' });
}

export const routes: Route[] = [
  { method: 'GET', url: '/log/:journal/checkpoint', needs: 'public', handle: checkpoint },
  { method: 'GET', url: '/log/:journal/tile/*', needs: 'public', handle: tile },
];
