/** `/log/witness`: whom we are a witness of, for people; and where logs ask for our name under their heads, for machines. */
import { dayOf } from '#domain/day';
import { bytes, type OpenVisit, page, type Route } from '#http/route';
import { sayMoment } from '#i18n/say';
import { cosignCheckpoint, viewWitness, type Witnessing } from '#usecases/seal/witness';

/** Submission prefix. */
const AT = '/log/witness';

/** C2SP tlog-witness. */
const STATUS: Record<Witnessing['kind'], number> = {
  cosigned: 200,
  unreadable: 400,
  unsigned: 403,
  unknown: 404,
  moved: 409,
  inconsistent: 422,
};
/** 63 hashes and a note with many signatures are far less. */
const BODY_LIMIT_BYTES = 16 * 1024;

async function addCheckpoint({ desk, body }: OpenVisit) {
  const answer = await cosignCheckpoint(desk, String(body.text ?? ''));
  const isMoved = answer.kind === 'moved';
  const told = isMoved ? `${answer.size}\n` : answer.kind === 'cosigned' ? answer.line : `${answer.kind}\n`;
  const type = isMoved ? 'text/x.tlog.size' : 'text/plain; charset=utf-8';
  return bytes(Buffer.from(told), { type, status: STATUS[answer.kind], keep: 'not' });
}

async function show({ desk, lang, t, request, office }: OpenVisit) {
  const { key, logs, splits } = await viewWitness(desk);
  const when = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  return page('seal/witness', {
    key: key ?? '',
    address: `${office.config.origin ?? `${request.protocol}://${request.host}`}${AT}`,
    logs: logs.map(({ origin, last }) => ({ origin, size: last?.size ?? 0, when: last ? when(last.at) : '' })),
    splits: splits.map(({ origin, size, at, cosigned, shown }) => ({
      words: t('witness.split', { when: when(at), origin, size }),
      cosigned,
      shown,
    })),
  });
}

export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'public', handle: show },
  {
    method: 'POST',
    url: `${AT}/add-checkpoint`,
    needs: 'public',
    handle: addCheckpoint,
    plain: true,
    counted: 'witness',
    bodyLimit: BODY_LIMIT_BYTES,
  },
];
