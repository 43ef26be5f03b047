/** Another language: the house is told, and the shell that is kept here is fetched in it before the old one goes. */

const PATIENCE_MS = 15_000;

/** @throws where there is no network: then everything is as it was */
export async function choose(address: string): Promise<void> {
  const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
  if (!answer.ok) throw new Error('The house did not answer.');
  const worker = navigator.serviceWorker?.controller;
  // Without one nothing is kept.
  if (worker) await renewed(worker);
}

function renewed(worker: ServiceWorker): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The worker did not answer.')), PATIENCE_MS);
    port1.onmessage = ({ data }) => {
      clearTimeout(late);
      if (data === true) resolve();
      else reject(new Error('The shell did not come.'));
    };
    worker.postMessage('renew', [port2]);
  });
}
