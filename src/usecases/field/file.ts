/**
 * 补录: a phone that finds no signal, or is broken, gives its unsent records out as a file, and somebody at the station
 * takes them in under the name of whoever wrote them. Anybody can edit a file: such records are flagged, never `verified`,
 * and whoever handed them in neither checks nor approves them. Their ids are the phone's, so a later sync makes nothing twice.
 */
import type { Act } from '#db/act';
import { idIn, idsIn, isRaw, type Raw } from '#domain/field/raw';
import { memberInReach, prefixesFor } from '#domain/reach';
import { Refusal } from '#domain/refusal';
import { reaches } from '#domain/region';
import { exchangesById } from '#records/exchange';
import { type FieldRow, recordsIn, recordsOf } from '#records/field-record';
import { placesOfWriter, type RefusedRow, refusalsIn } from '#records/field-refusal';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { userById } from '#records/user';
import { type VisitRow, visitsById } from '#records/visit';
import type { Desk } from '#usecases/desk';
import { sameVisitsIn } from '#usecases/exchange/same-visit';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { bodyHash, idOf } from '#usecases/field/body';
import { describe, type Line } from '#usecases/field/describe';
import { type Overtaken, overtakenBy } from '#usecases/field/overtaken';
import { lookAtPhotos, type PhotosLook } from '#usecases/field/photos-look';
import type { Receipt } from '#usecases/field/take';
import { takeBatch } from '#usecases/field/take-batch';
import { type HandedPhoto, MOST_SHOWN, takePhoto } from '#usecases/field/take-photo';

/** Letters; a phone puts three million of photographs into a file at most, and five hundred records have half a million. */
export const LONGEST_FILE = 4_000_000;
/** More than a helper writes in two months without signal. */
const MOST_IN_FILE = 500;
const MOST_PHOTOS = 50;
const KIND = 'yinling.field';

interface FieldFile {
  userId: string;
  records: unknown[];
  photos: HandedPhoto[];
}

/** @throws Refusal file_unreadable · too_long · too_many */
function readFile(text: string): FieldFile {
  if (text.trim() === '') throw new Refusal('missing', { field: 'file' });
  if (text.length > LONGEST_FILE) throw new Refusal('too_long', { field: 'file', most: LONGEST_FILE });
  const file = parsed(text);
  const user = isRaw(file) && file.kind === KIND && isRaw(file.user) ? file.user.id : null;
  if (!isRaw(file) || typeof user !== 'string' || !Array.isArray(file.records)) {
    throw new Refusal('file_unreadable', { field: 'file' });
  }
  if (file.records.length > MOST_IN_FILE) throw new Refusal('too_many', { field: 'records', most: MOST_IN_FILE });
  const photos = photosIn(file);
  // Of records that the phone sent by itself the photographs may still be on it: such a file has nothing else.
  if (file.records.length + photos.length === 0) throw new Refusal('file_unreadable', { field: 'file' });
  return { userId: user, records: file.records, photos };
}

/** What is no photograph of a record is left out: the records of the file are none the worse. */
function photosIn(file: Raw): HandedPhoto[] {
  const rows = Array.isArray(file.photos) ? file.photos.slice(0, MOST_PHOTOS) : [];
  return rows.flatMap((row): HandedPhoto[] => {
    if (!isRaw(row) || typeof row.picture !== 'string') return [];
    try {
      const recordIds = idsIn(row, 'records', MOST_SHOWN);
      return [{ id: idIn(row, 'id'), recordIds, bytes: Buffer.from(row.picture, 'base64') }];
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
}

/** Null where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Author {
  id: string;
  personId: string | null;
  name: string;
}

/**
 * Whoever wrote it works, or worked, where this station is; or an elder in it lives here now: she moved, and the helper
 * of before was sent to this station. @throws Refusal file_elsewhere
 */
async function authorOf(act: Act, { userId, records }: Pick<FieldFile, 'userId' | 'records'>): Promise<Author> {
  const user = userId.length <= 64 ? await userById(act, userId) : null;
  const here = prefixesFor(act.actor, 'exchange.log');
  const places = user ? await placesOfWriter(act, user.id) : [];
  const isHere = places.some((place) => here.some((prefix) => reaches(prefix, place)));
  if (!user || !(isHere || (await namesOneOfOurs(act, records)))) {
    throw new Refusal('file_elsewhere', { field: 'file' });
  }
  return { id: user.id, personId: user.personId, name: user.name };
}

async function namesOneOfOurs(act: Act, records: readonly unknown[]): Promise<boolean> {
  const lines = await describe(
    act,
    records.map((raw) => ({ raw, at: act.now })),
  );
  const elders = lines.flatMap(({ read }) => read?.elders ?? []);
  return elders.some((person) => memberInReach(act.actor, 'exchange.log', person));
}

/** What came of a record under its id so far. */
export type Before = 'new' | 'same' | 'other';

export interface FileLook {
  author: string;
  /** `pin`: what came of it when the phone sent the record itself; `unread` = there is one, and here it is not tried. */
  lines: (Line & { before: Before; pin: FieldRow['pin'] | 'unread' })[];
  photos: PhotosLook;
}

/** @throws Refusal file_unreadable · file_elsewhere · too_long · too_many */
export async function lookAtFile(desk: Desk, text: string): Promise<FileLook> {
  const file = readFile(text);
  return desk.read(async (act) => {
    const author = await authorOf(act, file);
    const ids = file.records.map((raw) => idOf(raw) ?? '');
    const known = new Map((await recordsOf(act, author.id, [...new Set(ids)])).map((row) => [row.id, row]));
    const lines = await describe(
      act,
      file.records.map((raw) => ({ raw, at: act.now })),
    );
    const readable = lines.flatMap(({ read }, at) => (read ? (ids[at] ?? []) : []));
    const photos = await lookAtPhotos(act, file.photos, author.id, readable);
    return {
      author: author.name,
      photos,
      lines: lines.map((line, at) => {
        const row = known.get(ids[at] ?? '');
        return { ...line, before: beforeOf(row, line.raw), pin: row?.pin ?? (hasPin(line.raw) ? 'unread' : null) };
      }),
    };
  });
}

const hasPin = (raw: unknown): boolean => isRaw(raw) && isRaw(raw.pin);

function beforeOf(row: FieldRow | undefined, raw: unknown): Before {
  if (!row) return 'new';
  return row.bodyHash === bodyHash(raw) ? 'same' : 'other';
}

/** What came of a file: a receipt a record, and how many of its photographs were taken in and how many were not. */
export interface FileTaken {
  receipts: Receipt[];
  photos: number;
  photosLeft: number;
}

/** One press takes them in, one unit each, photographs after their records. @throws Refusal as for looking */
export async function takeFile(desk: Desk, text: string, onFault: (error: unknown) => void): Promise<FileTaken> {
  const file = readFile(text);
  const { id, personId } = await desk.read((act) => authorOf(act, file));
  const receipts = await takeBatch(desk, file.records, onFault, { way: 'file', writer: { id, personId } });
  let photos = 0;
  for (const photo of file.photos) {
    const { outcome } = await takePhoto(desk, photo, id);
    if (outcome === 'taken' || outcome === 'again') photos++;
  }
  return { receipts, photos, photosLeft: file.photos.length - photos };
}

export interface Refused {
  row: RefusedRow;
  line: Line;
  /** What it may be, where it was refused for that. */
  choices: ExchangeLine[];
  /** Of a correction whose record waits for none any more: nobody has to deal with it. */
  overtaken: Overtaken | null;
}

export interface HandedIn {
  taken: { record: FieldRow; line: ExchangeLine }[];
  /** 探访, which are no exchanges. */
  visited: { record: FieldRow; visit: VisitRow; elder: Person }[];
  refused: Refused[];
  /** Who took further what they wanted to put right, by id. */
  names: Map<string, string>;
}

/** What came of one press, by whoever pressed. @throws Refusal not_found when nothing did */
export const handedIn = (desk: Desk, requestId: string): Promise<HandedIn> =>
  desk.read(async (act) => {
    const records = await recordsIn(act, requestId);
    const rows = await refusalsIn(act, requestId);
    const exchanges = await exchangesById(
      act,
      records.flatMap(({ exchangeId }) => exchangeId ?? []),
    );
    const lines = new Map((await linesFor(act, exchanges)).map((line) => [line.exchange.id, line]));
    const refused = await opened(act, rows);
    return {
      taken: records.flatMap((record) => {
        const line = lines.get(record.exchangeId ?? '');
        return line ? [{ record, line }] : [];
      }),
      visited: await visitedIn(act, records),
      refused,
      names: await namesOf(
        act,
        refused.map(({ overtaken }) => overtaken?.by?.actorId ?? null),
      ),
    };
  });

async function visitedIn(act: Act, records: readonly FieldRow[]): Promise<HandedIn['visited']> {
  const visits = await visitsById(
    act,
    records.flatMap(({ visitId }) => visitId ?? []),
  );
  const elders = await personsById(
    act,
    visits.map(({ memberId }) => memberId),
  );
  return records.flatMap((record) => {
    const visit = visits.find(({ id }) => id === record.visitId);
    const elder = elders.get(visit?.memberId ?? '');
    return visit && elder ? [{ record, visit, elder }] : [];
  });
}

/** Their bodies, opened and told in words. */
export async function opened(act: Act, rows: readonly RefusedRow[]): Promise<Refused[]> {
  const bodies = rows.map((row) => ({ raw: parsed(act.vault.open(row.bodySealed)), at: row.firstAt }));
  const lines = await describe(act, bodies);
  const overtaken = await overtakenBy(act, rows);
  const told: Refused[] = [];
  for (const [at, row] of rows.entries()) {
    const line = lines[at];
    const over = overtaken.get(row.corrects ?? '') ?? null;
    if (line) told.push({ row, line, choices: await choicesFor(act, row, line), overtaken: over });
  }
  return told;
}

/** Only of what still waits for the answer. */
async function choicesFor(act: Act, { code, settledAt }: RefusedRow, { read }: Line): Promise<ExchangeLine[]> {
  if (code !== 'which_order' || settledAt !== null || !read) return [];
  const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id);
  return sameVisitsIn(act, {
    memberIds: idsOf(read.elders),
    volunteerIds: idsOf(read.volunteers),
    servedOn: read.servedOn,
  });
}
