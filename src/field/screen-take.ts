/** To the station's desk with it: what was not uploaded, in a file and as codes; and, at that desk, in again. */
import { phoneNow } from '#field/clock';
import { notice, part } from '#field/dom';
import { bring } from '#field/outbox';
import { type FilePhoto, inFile, outOfFile } from '#field/photo-file';
import { photosFor } from '#field/photo-room';
import { bringPhotos } from '#field/photos';
import { say } from '#field/say';
import { known, ofOthers, ownEntries, roster } from '#field/state';
import { entryLine } from '#field/told';
import { CORRECTION, type Entry, type FieldRecord, FORM, FORMS_BEFORE, type Roster } from '#field/types';

/** As the station's page reads it. */
const KIND = 'yinling.field';

const unsent = (): Entry[] => ownEntries().filter(({ state }) => state !== 'taken');

export function takeScreen(brought: DocumentFragment | null = null): DocumentFragment {
  const entries = unsent();
  const { along, left } = photosFor(entries, known.photos);
  return part('take', {
    words: say(entries.length > 0 ? 'phone.take_words' : 'phone.take_none', { count: entries.length }),
    others: ofOthers() > 0 ? notice('plain', say('phone.take_others', { count: ofOthers() })) : null,
    photos: [
      ...(along.length > 0 ? [notice('plain', say('phone.take_photos', { count: along.length }))] : []),
      ...(left.length > 0 ? [notice('waiting', say('phone.take_photos_left', { count: left.length }))] : []),
    ],
    file: entries.length > 0,
    codesWithout: along.length > 0 ? notice('plain', say('phone.codes_without')) : null,
    codes: entries.map((entry) => part('code', { line: entryLine(entry), code: codeOf(entry) })),
    brought,
  });
}

const textOf = (
  userId: string,
  records: readonly FieldRecord[],
  photos?: readonly FilePhoto[],
  indent?: number,
): string => JSON.stringify({ kind: KIND, user: { id: userId }, records, photos }, null, indent);

/** One record a code: what a reader reads out can be pasted at the desk. */
function codeOf({ userId, record }: Entry): SVGElement | HTMLElement {
  const draw = (globalThis as { drawCode?: (text: string) => SVGElement }).drawCode;
  return draw ? draw(textOf(userId, [record])) : document.createElement('span');
}

/** Drawing codes takes as much script as everything else here: it comes when it is wanted. */
export async function needCodes(): Promise<void> {
  if ('drawCode' in globalThis) return;
  const script = document.createElement('script');
  script.src = document.body.dataset.codes ?? '';
  await new Promise<void>((resolve) => {
    script.onload = script.onerror = () => resolve();
    document.head.append(script);
  });
}

/** A file for each who wrote on this phone: what stands in it is taken in under one name. */
export async function giveFile(): Promise<void> {
  const entries = unsent();
  const { along } = photosFor(entries, known.photos);
  for (const userId of new Set(entries.map((entry) => entry.userId))) {
    const theirs = entries.filter((entry) => entry.userId === userId).map(({ record }) => record);
    const photos = await inFile(along.filter((photo) => photo.userId === userId));
    download(textOf(userId, theirs, photos, 1));
  }
}

function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `yinling-${new Date(phoneNow()).toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Of whatever form the house reads: a page that was kept for weeks wrote on an older one. */
const isRecord = (value: unknown, { forms = [FORM, ...FORMS_BEFORE, CORRECTION] }: Roster): value is FieldRecord =>
  typeof value === 'object' &&
  value !== null &&
  /^[\w-]{22}$/.test(String((value as FieldRecord).id)) &&
  forms.includes((value as FieldRecord).form);

/**
 * Into this browser's outbox, under the ids they were made with: whatever was uploaded from the phone after all is not made
 * twice. Only hers: the house takes each id once a writer, so a colleague's would be made anew under her name.
 */
export async function bringText(text: string): Promise<DocumentFragment> {
  const list = roster();
  if (!list) return notice('waiting', say('phone.bring_door'));
  const { userId, records, photos } = read(text, list);
  if (records.length === 0) return notice('grave', say('phone.bring_unread'));
  if (userId !== list.user.id) return part('elsewhere', { words: say('phone.bring_elsewhere') });
  const count = await bring(records.map((record) => ({ id: record.id, userId, record, state: 'queued' })));
  const pictures = await bringPhotos(outOfFile(photos, userId)).catch(() => 0);
  const words = say('phone.brought', { count, known: records.length - count });
  return notice('good', pictures > 0 ? `${words}${say('phone.brought_photos', { count: pictures })}` : words);
}

function read(text: string, list: Roster): { userId: string | null; records: FieldRecord[]; photos: unknown } {
  try {
    const file = JSON.parse(text) as { user?: { id?: string }; records?: unknown; photos?: unknown };
    const records = Array.isArray(file.records) ? file.records.filter((one) => isRecord(one, list)) : [];
    return { userId: file.user?.id ?? null, records, photos: file.photos };
  } catch {
    return { userId: null, records: [], photos: null };
  }
}
