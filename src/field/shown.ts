/** Which screen: the part of the address behind the #, so that Back goes back, and a screen is drawn anew when what it shows has changed. */
import { byId, icon, need, part, put } from '#field/dom';
import { draftAt, fillPage, pageOf } from '#field/pages';
import { say } from '#field/say';
import { recordsScreen } from '#field/screen-records';
import { needCodes, takeScreen } from '#field/screen-take';
import { savedCard, toldCards, whoScreen } from '#field/screen-who';
import { known, look, roster } from '#field/state';
import { syncWords } from '#field/told';
import { begin, leave } from '#field/writing';

/** The last one that was kept: told on the list until the next one is begun. */
let savedId: string | null = null;
export const remember = (id: string): void => {
  savedId = id;
};

/** On the home screen already. */
const installed = (): boolean => matchMedia('(display-mode: standalone)').matches;

const route = (): [name: string, id: string] => {
  const [name = '', id = ''] = location.hash.slice(1).split('/');
  return [name || 'who', decodeURIComponent(id)];
};

/** The screen that the address names; what was being filled in before is a draft. */
export async function showScreen(): Promise<void> {
  await leave();
  await look();
  const [name, id] = route();
  const draft = draftAt(name, id);
  if (draft) {
    savedId = null;
    begin(draft);
    put(need('screen'), pageOf(draft));
    fillPage(draft);
  } else await showList(name);
  document.body.classList.toggle('is-filling', draft !== null);
  scrollTo(0, 0);
  showCover();
}

async function showList(name: string): Promise<void> {
  if (name === 'records') return put(need('screen'), recordsScreen());
  if (name === 'take') {
    await needCodes();
    return put(need('screen'), takeScreen());
  }
  put(need('screen'), whoScreen(savedId, !installed()));
}

/** Something has changed behind the page: the cover says so at once; what is being typed is left in peace. */
export async function showChange(): Promise<void> {
  const before = known.brought?.heardAt;
  await look();
  showCover();
  const [name] = route();
  if (name === 'records') put(need('screen'), recordsScreen());
  else if (name === 'who' && (byId('f-q') as HTMLInputElement | null)?.value) refresh();
  else if (name === 'who') before === known.brought?.heardAt && byId('lists') ? refresh() : await showList('who');
  else if (!byId('save-words') && name !== 'take' && roster()) await showScreen();
}

/** On the list of people only what came from elsewhere: she may be about to press. */
function refresh(): void {
  const card = savedCard(savedId);
  const place = need('screen').querySelector('[data-slot=saved]');
  if (place && card) put(place, card);
  const told = need('screen').querySelector('[data-slot=told]');
  if (told) put(told, toldCards());
}

/** The state of uploading in words, on every screen. */
export function showCover(): void {
  const { kind, icon: name, words, upload, door } = syncWords();
  put(need('sync'), part('sync', { kind, icon: icon(name), words, upload, door }));
  need('sync').hidden = false;
  const tabs = need('tabs');
  tabs.hidden = false;
  const here = ['records', 'take'].includes(route()[0]) ? '#records' : '#who';
  for (const link of tabs.querySelectorAll('a')) {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.querySelector<HTMLElement>('[data-do=leave]')?.toggleAttribute('hidden', !roster());
}

/** A browser that keeps nothing, or a page that could not be drawn: said, and the ordinary log is offered. */
export function showHelpless(): void {
  put(need('screen'), part('door', { words: say('phone.keeps_nothing'), log: true }));
}
