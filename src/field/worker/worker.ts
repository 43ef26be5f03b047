/**
 * Opens `/field/` with no signal. It keeps the page's shell and what the shell asks for from `/static/`, and nothing else:
 * no answer about people ever goes through its hands into a cache, and what is sent is not its business.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = '/field/';
const CACHE = 'yinling-field-1';

/** Everything that the shell names of what is kept for years under its fingerprint. */
const assetsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/\/static\/[0-9a-f]+\/[\w.-]+/g)].map(([url]) => url)),
];

const asked = (): Promise<Response> => fetch(SHELL, { credentials: 'same-origin', cache: 'no-store' });
/** Led to the door: that is not the shell. */
const isShell = ({ ok, redirected }: Response): boolean => ok && !redirected;

/** The shell anew: its assets first, so that it is never there without them. @returns whether it differs from what was kept */
async function renew(answer?: Response): Promise<boolean> {
  const fresh = answer ?? (await asked());
  if (!isShell(fresh)) return false;
  const cache = await caches.open(CACHE);
  const html = await fresh.clone().text();
  const before = await (await cache.match(SHELL))?.text();
  if (before === html) return false;
  const wanted = assetsIn(html);
  await Promise.all(wanted.map(async (url) => (await cache.match(url)) ?? cache.add(url)));
  await cache.put(SHELL, fresh);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== SHELL && !wanted.includes(pathname)) await cache.delete(url);
  }
  return before !== undefined;
}

async function tell(): Promise<void> {
  for (const page of await worker.clients.matchAll()) page.postMessage('shell changed');
}

/** What is kept is shown at once; whether there is a newer one is asked behind it. */
async function shell(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(SHELL);
  if (!known) return fetch(event.request);
  event.waitUntil(
    renew().then(
      (differs) => (differs ? tell() : undefined),
      () => undefined,
    ),
  );
  return known;
}

async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request.url, { cacheName: CACHE });
  return known ?? fetch(request);
}

worker.addEventListener('install', (event) => {
  event.waitUntil(renew().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});
/** Somebody reads another language now, and waits for it. */
worker.addEventListener('message', (event) => {
  const answer = (came: boolean) => event.ports[0]?.postMessage(came);
  const came = async () => {
    const fresh = await asked();
    await renew(fresh);
    return isShell(fresh);
  };
  event.waitUntil(came().then(answer, () => answer(false)));
});
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== worker.location.origin) return;
  if (mode === 'navigate' && pathname === SHELL) event.respondWith(shell(event));
  else if (pathname.startsWith('/static/')) event.respondWith(asset(event.request));
});
