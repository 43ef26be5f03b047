/** What is pressed and typed, wherever on the page: one listener a kind, and the parts say what they are for. */
import { byId, need, notice, put } from '#field/dom';
import { choose } from '#field/language';
import { beginLeaving } from '#field/leaving';
import { dropDraft, putAway } from '#field/outbox';
import { photoChosen, photoTaken } from '#field/photo-deeds';
import { dropPhoto } from '#field/photos';
import { haveRead, inDrawer } from '#field/roster';
import { say } from '#field/say';
import { bringText, giveFile, takeScreen } from '#field/screen-take';
import { searchPeople } from '#field/screen-who';
import { remember, showChange, showScreen } from '#field/shown';
import { look, roster } from '#field/state';
import { syncNow, toldOthers } from '#field/sync';
import { findVolunteers, findWitnesses, leave, press, touch } from '#field/writing';

interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}
let install: InstallPrompt | null = null;

const DEEDS: Record<string, (element: HTMLElement) => Promise<void> | void> = {
  upload: () => syncNow(true),
  file: () => giveFile(),
  install: () => install?.prompt(),
  leave: signOut,
  async read({ dataset }) {
    await haveRead(dataset.id ?? '');
    await showChange();
    toldOthers();
  },
  async away({ dataset }) {
    await putAway(dataset.id ?? '');
    await showChange();
    toldOthers();
  },
  async drop({ dataset }) {
    if (!confirm(say('phone.drop_sure'))) return;
    await dropDraft(dataset.id ?? '');
    await showChange();
  },
  samePhoto: ({ dataset }) => photoChosen(dataset.id ?? null),
  noPhoto: () => photoChosen(null),
  async dropPhoto({ dataset }) {
    if (!confirm(say('phone.photo_drop_sure'))) return;
    await dropPhoto(dataset.id ?? '');
    await showChange();
  },
};

export function listen(): void {
  document.addEventListener('click', clicked);
  document.addEventListener('input', ({ target }) => typed(target));
  document.addEventListener('change', ({ target }) => void changed(target));
  document.addEventListener('submit', (event) => void submitted(event));
  addEventListener('hashchange', () => void showScreen());
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    install = event as InstallPrompt;
    document.querySelector('[data-do=install]')?.removeAttribute('hidden');
  });
}

function clicked(event: MouseEvent): void {
  const target = event.target as Element;
  const link = target.closest<HTMLAnchorElement>('a[href^="#f-"], a[href="#main"], a[href="#save-words"]');
  // Inside one screen: the address stays what it is.
  if (link) {
    event.preventDefault();
    byId(link.hash.slice(1))?.focus();
    byId(link.hash.slice(1))?.scrollIntoView({ block: 'center' });
    return;
  }
  const reading = target.closest<HTMLAnchorElement>('a[href^="/language/"]');
  if (reading) {
    event.preventDefault();
    void otherLanguage(reading.href);
    return;
  }
  const pressed = target.closest<HTMLElement>('[data-do]');
  if (pressed) void DEEDS[pressed.dataset.do ?? '']?.(pressed);
}

function typed(target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const form = target.closest<HTMLFormElement>('[data-form=log]');
  const { search, pin } = target.dataset;
  if (search === 'people') searchPeople(target.value);
  else if (search === 'volunteers') findVolunteers(target.value);
  else if (search === 'witnesses') findWitnesses(target.value);
  else if (form && pin === undefined) touch(form);
}

async function changed(target: EventTarget | null): Promise<void> {
  if (!(target instanceof HTMLInputElement)) return;
  const [file] = target.files ?? [];
  if (file && target.dataset.photo !== undefined) await photoTaken(file);
  else if (file && target.dataset.bring === 'file') await brought(await file.text());
}

async function submitted(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (!form.dataset.form) return;
  event.preventDefault();
  if (form.dataset.form === 'bring') return brought((byId('f-text') as HTMLTextAreaElement).value);
  const id = await press(form);
  if (!id) return;
  remember(id);
  if (location.hash === '#who') await showScreen();
  else location.hash = '#who';
  void syncNow();
}

async function brought(text: string): Promise<void> {
  const words = await bringText(text);
  await look();
  put(need('screen'), takeScreen(words));
  void syncNow();
}

/** The kept shell speaks the language it was fetched in: it goes when the new one is there, and stays where it cannot come. */
async function otherLanguage(address: string): Promise<void> {
  try {
    await choose(address);
  } catch {
    need('screen').prepend(notice('waiting', say('phone.language_out')));
    return;
  }
  await leave();
  location.reload();
}

/** The people go with her; what was not uploaded stays for when she is back. */
async function signOut(): Promise<void> {
  const list = roster();
  if (!list) return;
  await beginLeaving(list);
  toldOthers();
  await showScreen();
  await syncNow();
  if (await inDrawer('leaving')) await showScreen();
  else location.assign('/?out=1');
}
