/** The verifier that anybody takes along: one file, to be run by Node on an exported book. Readable, so that it can be read. */
import { builtFile, type Recipe } from '#http/built';
import { bytes, type Route } from '#http/route';

const RECIPE: Recipe = {
  folder: 'verifier',
  sources: ['src/cli', 'src/domain', 'src/i18n', 'src/ledger'],
  options: { format: 'esm', platform: 'node', target: 'node20.19' },
};

export const VERIFIER = 'verify-book.mjs';

/** Looked at once for as long as we run. */
export const verifierFile = (): Buffer => builtFile(RECIPE, VERIFIER, 'src/cli/verify-book.ts', true);

function verifier() {
  return bytes(verifierFile(), { type: 'text/javascript; charset=utf-8', keep: 'briefly', name: VERIFIER });
}

export const routes: Route[] = [{ method: 'GET', url: `/${VERIFIER}`, needs: 'public', handle: verifier }];
