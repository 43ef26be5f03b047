/**
 * The clock: starts the night's work shortly after midnight in Shanghai, when the house opens, and every hour as far as it is
 * still to be done; and sends the courier on his way every few seconds.
 */
import { Cron } from 'croner';
import { TIME_ZONE } from '#domain/day';
import type { Channel } from '#jobs/channel';
import { carry } from '#jobs/courier';
import { runDaily } from '#jobs/daily';
import type { ReadBooks } from '#jobs/reader';
import { sendByHttp } from '#jobs/witness';
import { raiseOverdue } from '#usecases/alert/see-to';
import { deskFor, type House } from '#usecases/desk';
import { askWitnesses } from '#usecases/seal/countersign';
import { sealAll } from '#usecases/seal/seal';
import { watchStorms } from '#usecases/storm/after';

export interface Clock {
  stop(): void;
}

/** @param read the books, apart from the house @param tell what a run did or why it broke off; the next hour tries again */
export function startClock(
  house: House,
  read: ReadBooks,
  tell: (result: Record<string, number> | Error) => void,
): Clock {
  const run = () =>
    runDaily(house, read).then(
      (done) => {
        if (Object.keys(done).length > 0) tell(done);
      },
      (error) => tell(error as Error),
    );
  const cron = new Cron('0 10 * * * *', { timezone: TIME_ZONE, protect: true }, run);
  void run();
  return { stop: () => cron.stop() };
}

/** Every hour, and once when the house opens: what nobody saw to in time stands with the next floor up as well. */
export function startWatch(house: House, tell: (error: Error) => void): Clock {
  const round = async () => {
    const desk = deskFor(house, { actor: { kind: 'job', id: 'job:alerts' }, requestId: 'job-alerts' });
    await watchStorms(desk).catch((error) => tell(error as Error));
    await raiseOverdue(desk).catch((error) => tell(error as Error));
  };
  const cron = new Cron('0 5 * * * *', { timezone: TIME_ZONE, protect: true }, round);
  void round();
  return { stop: () => cron.stop() };
}

/** @param tell what broke a round off; the next one tries again */
export function startCourier(
  house: House,
  bag: { channel: Channel; servicePhone: string },
  tell: (error: Error) => void,
): Clock {
  const round = async () => {
    await carry(house, bag).catch((error) => tell(error as Error));
  };
  const cron = new Cron('*/10 * * * * *', { timezone: TIME_ZONE, protect: true }, round);
  return { stop: () => cron.stop() };
}

/**
 * 封账 every few minutes, so that what was posted is bound soon; then the witnesses are asked, and whatever they do, the next
 * round seals again. @param tell what broke it off, and each witness that did not sign; the next round tries again
 */
export function startSealing(house: House, everyMinutes: number, tell: (error: Error) => void): Clock {
  const round = async () => {
    const desk = deskFor(house, { actor: { kind: 'job', id: 'job:seal' }, requestId: 'job-seal' });
    await sealAll(desk).catch((error) => tell(error as Error));
    const asked = await askWitnesses(desk, sendByHttp).catch((error) => tell(error as Error));
    for (const { journal, witness, size, state, answer } of asked ?? []) {
      const why = answer === null ? state : `${state} ${answer}`;
      if (state !== 'cosigned') tell(new Error(`${witness} did not countersign ${journal} at ${size}: ${why}`));
    }
  };
  const cron = new Cron(`0 */${everyMinutes} * * * *`, { timezone: TIME_ZONE, protect: true }, round);
  // The last head of a day holds all of it.
  const evening = new Cron('58 59 23 * * *', { timezone: TIME_ZONE, protect: true }, round);
  void round();
  return {
    stop() {
      cron.stop();
      evening.stop();
    },
  };
}
