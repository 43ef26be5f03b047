/** 记一次服务: the helper writes down a visit at the door: who, what, how long, by whom; and the wall card, when it was used. */

import { Refusal } from '#domain/refusal';
import { filePage } from '#http/exchange/file';
import { asTicked, logQuestions, readLog, readWallCard, todayOf } from '#http/logbook/form';
import { type Which, whichVisit } from '#http/logbook/which';
import { whoPage } from '#http/pick';
import type { Page } from '#http/route';
import { type Answer, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf, textsOf, withQuery } from '#http/staff-page';
import { stepPage } from '#http/step/pages';
import { photoIn } from '#http/upload';
import { orWhoElse } from '#http/who-else';
import type { Photo } from '#records/photo';
import { addRecordPhoto } from '#usecases/attachment/add';
import { bearWitness } from '#usecases/exchange/bear-witness';
import { confirmExchange } from '#usecases/exchange/confirm';
import { type Logged, logVisit } from '#usecases/exchange/log-visit';
import { type Joined, joinCard, sameVisits } from '#usecases/exchange/same-visit';

/** For whom: the one that was picked, and those under her roof who were there too. */
const membersOf = ({ body, query }: StaffVisit): string[] => [
  ...new Set([...textsOf(body, 'member'), ...textsOf(query, 'member'), ...textsOf(body, 'mate')].filter(Boolean)),
];

async function newPage(visit: StaffVisit): Promise<Page> {
  const memberIds = membersOf(visit);
  if (memberIds.length === 0) return whoPage(visit, 'log');
  const questions = await logQuestions(visit, memberIds, null);
  return page('log/new', {
    ...questions,
    action: '/log',
    order: null,
    which: await whichFor(visit, memberIds),
    back: '/log',
    searched: textOf(visit.body, 'volunteerName'),
  });
}

/** What this visit may be already: of today before anything is typed, then of the day and volunteers that were. */
export async function whichFor(visit: StaffVisit, memberIds: string[], find = sameVisits): Promise<Which> {
  const typed = await readLog(visit, memberIds[0] ?? '').catch(() => null);
  const servedOn = typed?.servedOn ?? todayOf(visit);
  const volunteerIds = typed?.volunteers.map((one) => one.memberId) ?? [];
  return whichVisit(await find(visit.desk, { memberIds, volunteerIds, servedOn }), visit);
}

async function save(visit: StaffVisit): Promise<Answer> {
  // 找: the same page with more names on it; nothing is written yet.
  if (textOf(visit.body, 'find')) {
    const shown = await newPage(visit);
    return { ...shown, data: { ...shown.data, typed: visit.body } };
  }
  const memberIds = membersOf(visit);
  const answers = await readLog(visit, memberIds[0] ?? '');
  // Understood before anything is written: a mistyped telephone must not leave half of it behind.
  readWallCard(visit);
  const photo = await photoIn(visit);
  const { id, joined } = await logVisit(visit.desk, { ...answers, memberIds })
    .catch(orWhoElse(visit, memberIds[0] ?? ''))
    .catch(asTicked);
  return confirmedByCard(visit, id, photo, savedAt({ id, joined }), joined);
}

/** @param order the order that ended, since the visit was on record */
export const savedAt = ({ id, joined }: Logged, order: string | null = null): string =>
  withQuery(`/log/${id}`, joined ? { joined: joined.agrees ? 'same' : 'differs', order } : {});

/**
 * The visit is written down; if the wall card was filled in too, that is her word. Where the witness is refused, the visit
 * stays and only the card is asked for again.
 */
export async function confirmedByCard(
  visit: StaffVisit,
  id: string,
  photo: Photo | null,
  onward: string,
  joined: Joined | null = null,
): Promise<Answer> {
  const card = readWallCard(visit);
  try {
    if (card) await keepCard(visit, id, card, joined);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return cardAgain(visit, id, error, onward);
  } finally {
    // After the line is known, so that it is kept with the card it shows; and also when the witness is asked for again.
    if (photo) await addRecordPhoto(visit.desk, { id, photo });
  }
  return seeOther(onward);
}

async function keepCard(
  { desk }: StaffVisit,
  id: string,
  card: NonNullable<ReturnType<typeof readWallCard>>,
  joined: Joined | null,
): Promise<void> {
  const { line, ...witness } = card;
  if (line === null) return bearWitness(desk, { id, ...witness });
  if (joined) return joinCard(desk, { id, card: { line, ...witness }, joined });
  return confirmExchange(desk, { id, means: 'wallCard', line, ...witness });
}

async function cardAgain(visit: StaffVisit, id: string, { code, params }: Refusal, onward: string): Promise<Answer> {
  const { field, ...rest } = params;
  const shown = await stepPage(visit, 'wall-card', id, onward);
  // The second press of one form: the first one went through.
  if (code === 'state_moved') return seeOther(onward);
  const errors = [{ field: typeof field === 'string' ? field : undefined, code, params: rest }];
  return { ...shown, status: 422, data: { ...shown.data, saved: true, errors, typed: visit.body } };
}

/** 记下了: what was written, what happens next, and the next one. */
async function savedPage(visit: StaffVisit): Promise<Page> {
  const shown = await filePage(visit, visit.params.id ?? '', null);
  const next = shown.buttons.filter(({ name }) => name === 'wall-card' || name === 'pin-confirmation');
  const joined = textOf(visit.query, 'joined');
  const ended = joined !== '' && textOf(visit.query, 'order') !== '';
  return page('log/saved', { ...shown, next, joined, ended, confirmed: shown.state === 'confirmed' });
}

const form = forStaff(newPage);

export const routes: Route[] = [
  { method: 'GET', url: '/log', needs: 'exchange.log', handle: forStaff((visit) => whoPage(visit, 'log')) },
  { method: 'GET', url: '/log/new', needs: 'exchange.log', handle: form },
  { method: 'POST', url: '/log', needs: 'exchange.log', upload: true, form, handle: forStaff(save) },
  { method: 'GET', url: '/log/:id', needs: 'exchange.log', handle: forStaff(savedPage) },
];
