/** `/field/` on the phone. Where nothing of this runs, or nothing can be kept, the page says where the ordinary log is. */
import { need } from '#field/dom';
import { listen } from '#field/pressed';
import { showChange, showHelpless, showScreen } from '#field/shown';
import { page } from '#field/state';
import { startSync } from '#field/sync';
import { isWriting } from '#field/writing';

const RELOAD_PAUSE_MS = 10_000;

/** Opens the page with no signal; without it the page works while it stays open, and says so (`install`). */
function keepPage(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/field/worker.js', { scope: '/field/' }).catch(() => {
    page.failed = true;
    void showChange();
  });
  navigator.serviceWorker.addEventListener('message', () => {
    // A newer page: shown at once where nothing is being typed, and not over and over.
    const last = Number(sessionStorage.getItem('renewed') ?? 0);
    if (isWriting() || performance.timeOrigin - last < RELOAD_PAUSE_MS) return;
    sessionStorage.setItem('renewed', String(performance.timeOrigin));
    location.reload();
  });
}

async function start(): Promise<void> {
  need('without-script').hidden = true;
  keepPage();
  try {
    await showScreen();
  } catch {
    return showHelpless();
  }
  listen();
  startSync(() => void showChange());
}

void start();
