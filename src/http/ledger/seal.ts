/** 封账 on the page of a book: how far, since when, who put their name under it; and the button that seals at once. */
import { dayOf } from '#domain/day';
import { reachFor } from '#domain/permission';
import { sayName } from '#http/name';
import { seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import { sendByHttp } from '#jobs/witness';
import type { Journal } from '#ledger/journal';
import { deskFor } from '#usecases/desk';
import { askWitnesses } from '#usecases/seal/countersign';
import { sealNow, viewSealing } from '#usecases/seal/view';

/** What is right, what wants patience, what wants somebody at once. */
const KIND = {
  cosigned: 'good',
  waiting: 'waiting',
  asking: 'waiting',
  unreachable: 'waiting',
  refused: 'waiting',
  split: 'grave',
  ahead: 'grave',
  forged: 'grave',
} as const;

export async function sealingOf({ id, countyCode }: Journal, visit: Visit) {
  const { desk, t, lang, query, actor } = visit;
  const { hasSeal, last, waiting, witnesses, beginnings } = await viewSealing(desk, id);
  const when = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  const done = `seal.${textOf(query, 'done')}`;
  return {
    hasSeal,
    done: (done === 'seal.done' || done === 'seal.nothing') && isKey(done) ? t(done) : '',
    last: last && { when: when(last.at), count: t('ledger.entries_count', { count: last.size }) },
    waiting: t('ledger.entries_count', { count: waiting }),
    may: hasSeal && reachFor(actor, 'journal.seal', { regionCodes: [countyCode] }) !== null,
    witnesses: witnesses.map(({ name, size, state, answer }) => ({
      name,
      size: size ?? '',
      kind: KIND[state],
      words: t(`seal.state.${state}`, { answer: answer ?? '' }),
    })),
    beginnings: beginnings.map(({ at, size, because, who }) =>
      t('seal.anew', { when: when(at), size, because, who: sayName(who, lang) }),
    ),
  };
}

export async function sealBook({ desk, params, request }: Visit) {
  const id = params.journal ?? '';
  const sealed = await sealNow(desk, id);
  // Nobody waits for them; the page says what each of them is at, and the clock's next round asks again.
  const job = deskFor(desk.house, { actor: { kind: 'job', id: 'job:seal' }, requestId: desk.requestId });
  void askWitnesses(job, sendByHttp, id).catch((error) => request.log.error(error, 'the witnesses were not asked'));
  return seeOther(`/ledger/${id}?done=${sealed ? 'done' : 'nothing'}`);
}
