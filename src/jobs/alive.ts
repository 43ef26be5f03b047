/** Signs of life of whatever takes long: whoever finds none for a while knows that its process was ended. */

/** A tenth of how long silence is borne (`#domain/audit-run`), and what a page that renews itself can show. */
const EVERY_MS = 2_000;

/** @param tell one sign; one that fails is left to the next @param work what takes long */
export async function keptAlive<T>(tell: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let telling = Promise.resolve();
  const beat = setInterval(() => {
    telling = telling.then(tell).then(
      () => {},
      () => {},
    );
  }, EVERY_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await telling;
  }
}
