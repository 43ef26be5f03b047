/** To the station's desk with it: what was not uploaded, in a file and as codes; and, at that desk, in again. */
import { phoneNow } from '#field/clock';
import { notice, part } from '#field/dom';
import { bring } from '#field/outbox';
import { say } from '#field/say';
import { known, roster } from '#field/state';
import { entryLine } from '#field/told';
import { CORRECTION, type Entry, type FieldRecord, FORM } from '#field/types';

/** As the station's page reads it. */
const KIND = 'yinling.field';

const unsent = (): Entry[] => known.entries.filter(({ state }) => state !== 'taken');

export function takeScreen(brought: DocumentFragment | null = null): DocumentFragment {
  const entries = unsent();
  return part('take', {
    words: say(entries.length > 0 ? 'phone.take_words' : 'phone.take_none', { count: entries.length }),
    file: entries.length > 0,
    codes: entries.map((entry) => part('code', { line: entryLine(entry), code: codeOf(entry) })),
    brought,
  });
}

const textOf = (userId: string, records: readonly FieldRecord[], indent?: number): string =>
  JSON.stringify({ kind: KIND, user: { id: userId }, records }, null, indent);

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
export function giveFile(): void {
  for (const userId of new Set(unsent().map((entry) => entry.userId))) {
    const theirs = unsent().filter((entry) => entry.userId === userId);
    download(
      textOf(
        userId,
        theirs.map(({ record }) => record),
        1,
      ),
    );
  }
}

function download(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `yinling-${new Date(phoneNow()).toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const isRecord = (value: unknown): value is FieldRecord =>
  typeof value === 'object' &&
  value !== null &&
  /^[\w-]{22}$/.test(String((value as FieldRecord).id)) &&
  [FORM, CORRECTION].includes((value as FieldRecord).form);

/** Into this browser's outbox, under the ids they were made with: whatever was uploaded from the phone after all is not made twice. */
export async function bringText(text: string): Promise<DocumentFragment> {
  const user = roster()?.user.id;
  if (!user) return notice('waiting', say('phone.bring_door'));
  const records = recordsIn(text);
  if (records.length === 0) return notice('grave', say('phone.bring_unread'));
  const count = await bring(records.map((record) => ({ id: record.id, userId: user, record, state: 'queued' })));
  return notice('good', say('phone.brought', { count, known: records.length - count }));
}

function recordsIn(text: string): FieldRecord[] {
  try {
    const { records } = JSON.parse(text) as { records?: unknown };
    return Array.isArray(records) ? records.filter(isRecord) : [];
  } catch {
    return [];
  }
}
