/** `/log/keys`: the public keys of our seal and of its witnesses, for people who write them down; as a file for their tools. */
import { placeName } from '#http/place-words';
import { bytes, type OpenVisit, page, type Route } from '#http/route';
import { type KeysShown, viewKeys } from '#usecases/seal/keys';

const AT = '/log/keys';

/** A line each, as signed-note writes them: keys that sign, then such as signed once, then those of the witnesses. */
function fileOf({ logs, witnesses }: KeysShown): string {
  const keys = logs.flatMap((log) => log.keys);
  return [
    ...keys.filter(({ upTo }) => upTo === null).map(({ written }) => written),
    ...keys.filter(({ upTo }) => upTo !== null).map(({ written }) => written),
    ...witnesses.map(({ written }) => written),
    '',
  ].join('\n');
}

async function show(visit: OpenVisit) {
  const { t } = visit;
  const { logs, witnesses } = await viewKeys(visit.desk);
  return page('seal/keys', {
    logs: logs.map(({ name, county, keys }) => ({
      name: placeName(county, visit) || name,
      keys: keys.flatMap(({ written, upTo }) => (upTo === null ? [written] : [])),
      retired: keys.flatMap(({ written, upTo }) =>
        upTo === null ? [] : [{ written, words: t('sealKeys.retired', { size: upTo }) }],
      ),
    })),
    witnesses,
    file: `${AT}.txt`,
  });
}

async function file({ desk }: OpenVisit) {
  const told = Buffer.from(fileOf(await viewKeys(desk)));
  return bytes(told, { type: 'text/plain; charset=utf-8', keep: 'briefly' });
}

export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'public', handle: show },
  { method: 'GET', url: `${AT}.txt`, needs: 'public', handle: file },
];
