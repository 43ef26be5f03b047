/** 核账: the auditor or an officer has the books read through at once; what it is at, what it found, and the readings before. */
import { dayOf } from '#domain/day';
import { faultWords } from '#http/ledger/fault';
import { sayName } from '#http/name';
import { doneWords, pageOf } from '#http/office/words';
import { placeName } from '#http/place-words';
import { page, type Route, seeOther, type Visit } from '#http/route';
import { asSentence } from '#http/when';
import { sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import { carryOutAudit } from '#jobs/auditing';
import { beginAudit } from '#usecases/ledger/audit';
import { auditGoingOn, listAudits, type RunSeen, viewAudit } from '#usecases/ledger/runs';

const AT = '/ledger/audits';
const PER_PAGE = 10;
const KIND = { running: 'waiting', broken: 'plain', good: 'good', fault: 'grave' } as const;

/** Addresses of the button and of what goes on, for whatever page leads here. */
export async function auditsWords({ desk }: Visit) {
  const running = await auditGoingOn(desk);
  return { at: AT, running: running === null ? '' : `${AT}/${running}` };
}

/** 3 秒 · 2 分钟 · 2 分 5 秒. */
function tookWords(ms: number, { t, lang }: Visit): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t('ledger.run.took', { seconds });
  if (seconds % 60 === 0) return sayMinutes(seconds / 60, lang);
  return t('ledger.run.took_long', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function bookOf({ county, journal, soFar, found }: RunSeen['books'][number], state: RunSeen['state'], visit: Visit) {
  const { t } = visit;
  const name = placeName(county, visit) || journal.name;
  if (found) {
    const { ok, entries, faulty } = found;
    const more = [t('ledger.run.read', { count: entries })];
    if (!ok) more.unshift(faultWords(found, visit));
    if ((faulty ?? 0) > 1) more.push(t('ledger.run.faulty', { count: faulty ?? 0 }));
    return { name, kind: ok ? 'good' : 'grave', words: t(ok ? 'ledger.night.ok' : 'ledger.night.fault'), more };
  }
  const [entries, of] = [soFar?.entries ?? 0, soFar?.of ?? 0];
  const words = t(`ledger.run.${state === 'broken' ? 'unknown' : stageOf(entries, of)}`);
  const more = of > 0 ? [t('ledger.run.so_far', { entries, of })] : [];
  const kind = state === 'broken' || entries === 0 ? 'plain' : 'waiting';
  return { name, kind, words, more, entries, of };
}

/** Books come one after another; balances are compared when all have been read. */
const stageOf = (entries: number, of: number) =>
  of === 0 ? 'empty' : entries === 0 ? 'in_line' : entries < of ? 'reading' : 'comparing';

function runOf({ run, state, who, books }: RunSeen, visit: Visit) {
  const { t, lang, desk } = visit;
  const known = books.filter(({ soFar, found }) => soFar !== null || found !== null);
  const outcome = state === 'done' ? (known.some(({ found }) => found?.ok === false) ? 'fault' : 'good') : state;
  const when = sayMoment(lang, run.startedAt, dayOf(desk.now));
  return {
    href: `${AT}/${run.id}`,
    running: state === 'running',
    kind: KIND[outcome],
    words: t(`ledger.run.is.${outcome}`),
    when: asSentence(when),
    who: who === null ? t('ledger.run.by_night') : sayName(who, lang),
    took: state === 'done' ? tookWords((run.finishedAt ?? run.seenAt) - run.startedAt, visit) : '',
    books: known.map((book) => bookOf(book, state, visit)),
  };
}

async function list(visit: Visit) {
  const at = pageOf(visit.query);
  const { runs, count } = await listAudits(visit.desk, { limit: PER_PAGE, offset: (at - 1) * PER_PAGE });
  return page('ledger/audits', {
    audits: await auditsWords(visit),
    runs: runs.map((run) => runOf(run, visit)),
    page: at,
    of: Math.max(1, Math.ceil(count / PER_PAGE)),
  });
}

async function show(visit: Visit) {
  const seen = await viewAudit(visit.desk, visit.params.run ?? '');
  const told = doneWords(visit, { started: 'ledger.run.started', running: 'ledger.run.one_runs' });
  const run = runOf(seen, visit);
  return page('ledger/audit', { run, told: run.running ? told : '' });
}

/** Read in a process of its own: this answers at once. */
async function start({ desk, office, request }: Visit) {
  const { run, isNew } = await beginAudit(desk);
  if (!isNew) return seeOther(`${AT}/${run.id}?done=running`);
  void carryOutAudit(desk.house, run, office.readBooks).catch((error) => {
    request.log.error(error, 'the books were not read to the end');
  });
  return seeOther(`${AT}/${run.id}?done=started`);
}

export const auditRoutes: Route[] = [
  { method: 'GET', url: AT, needs: 'audit.read', handle: list },
  { method: 'POST', url: AT, needs: 'journal.audit', handle: start },
  { method: 'GET', url: `${AT}/:run`, needs: 'audit.read', handle: show },
];
