/**
 * The crash drill: the house as `npm start` runs it in production, many callers who post, and `kill -9` in the middle of it,
 * again and again. After each restart everything that was acknowledged is there exactly once, nothing is there by half, the
 * books stand and are no older than what was sealed; and what nobody answered is sent again and is then there once as well.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Dice, diceFrom } from '#cli/grow/dice';
import { dayOf, instantOf } from '#domain/day';
import { openBenchHouse } from '#tests/bench/house';
import { type Running, startProduction } from '#tests/bench/production';
import { fillTown } from '#tests/bench/town';
import { signIn, type Who } from '#tests/bench/visitor';
import { type Browser, openBrowser } from '#tests/drill/browser';
import { judge, recordsIn } from '#tests/drill/judge';
import { creditFrom, logFrom, type Stock, stockOf, type Write } from '#tests/drill/writes';
import { faultsOf } from '#tests/support/faults';
import { emptyDatabase } from '#tests/support/store';
import type { House } from '#usecases/desk';
import { makeSeal, openSeal } from '../../src/seal-files.ts';

/** Six who credit and six who write down. */
const OFFICERS: readonly Who[] = ['county', 'county-too'];
const CALLERS: readonly Who[] = [
  ...[...OFFICERS, ...OFFICERS, ...OFFICERS],
  ...(['helper', 'social-worker', 'helper', 'social-worker', 'helper', 'social-worker'] as const),
];
/** Records that wait for a credit, for each kill. */
const CREDITS = 16;
const ELDERS = 40;
/** So long after the first form the house is killed. */
const [SOONEST_MS, LATEST_MS] = [40, 3_000];
/** As on a weak signal: of so many answers nothing arrives, although the house gave them. */
const LOST = 0.1;

export interface Drill {
  kills: number;
  seed: number;
  tell(line: string): void;
}

export interface Outcome {
  kills: number;
  acknowledged: number;
  /** Sent, and never answered; and how many of them were written all the same. */
  unanswered: number;
  written: number;
  faults: string[];
}

export async function crashDrill({ kills, seed, tell }: Drill): Promise<Outcome> {
  const { url, drop } = await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'yinling-drill-'));
  let running: Running | null = null;
  try {
    makeSeal(folder, { origin: 'drill.yinling.test/log', tree: 'sha256' });
    const today = dayOf(Date.now());
    await fillTown(url, Math.ceil((kills * CREDITS) / ELDERS), ELDERS, instantOf(today, 9 * 60));
    const founding = await openBenchHouse(url, { clock: Date.now });
    const sessions: string[] = [];
    for (const who of CALLERS) sessions.push(await signIn(founding, who));
    const stock = await stockOf(founding, today);
    const before = await recordsIn(founding);
    await founding.store.close();
    const town = { url, folder, sessions, stock, before, dice: diceFrom(seed), moments: diceFrom(seed + 1), tell };
    running = await startProduction(url, envOf(town));
    const outcome = await killed(town, running, kills);
    running = outcome.running;
    return outcome.told;
  } finally {
    await running?.stop();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Town {
  url: string;
  folder: string;
  sessions: string[];
  stock: Stock;
  before: number;
  dice: Dice;
  /** Of the kills alone: callers draw in whatever order they are answered. */
  moments: Dice;
  tell(line: string): void;
}

async function killed(town: Town, first: Running, kills: number): Promise<{ running: Running; told: Outcome }> {
  const told: Outcome = { kills: 0, acknowledged: 0, unanswered: 0, written: 0, faults: [] };
  const all: Write[] = [];
  let running = first;
  while (told.kills < kills && told.faults.length === 0) {
    const sent = await postUntilKilled(town, running);
    all.push(...sent);
    told.kills += 1;
    running = await startProduction(town.url, envOf(town));
    const lost = sent.filter(({ answer }) => answer === null);
    told.acknowledged += sent.length - lost.length;
    told.unanswered += lost.length;
    told.written += await lookedAt(town, sent, lost, told.faults);
    await sentAgain(town, running, lost);
    await lookedAt(town, sent, [], told.faults);
    town.tell(
      `${told.kills}/${kills}: ${sent.length} sent, ${lost.length} unanswered, ${told.faults.length === 0 ? 'all there once' : told.faults[0]}`,
    );
  }
  await lookedAt(town, all, [], told.faults);
  const records = await looking(town, recordsIn);
  const logs = all.filter(({ kind }) => kind === 'log').length;
  if (records !== town.before + logs) told.faults.push(`${records - town.before} records of ${logs} visits`);
  return { running, told };
}

const envOf = ({ folder }: Pick<Town, 'folder'>) => ({
  SEAL_FOLDER: folder,
  SEAL_EVERY_MINUTES: '1',
  LOG_LEVEL: 'error',
});

/** Every caller sends one form after another until the house is gone. @returns what was sent */
async function postUntilKilled(town: Town, running: Running): Promise<Write[]> {
  const { dice, moments, sessions, stock } = town;
  const browsers = await Promise.all(sessions.map((session) => openBrowser(running.origin, session)));
  const sent: Write[] = [];
  const credits = { left: CREDITS };
  let gone = false;
  const callers = browsers.map(async (browser, by) => {
    while (!gone) {
      const write = nextOf(by, stock, credits, dice);
      if (!write) return;
      sent.push(write);
      write.answer = await browser.send(write.path, write.form, dice.chance(LOST));
    }
  });
  await pause(moments.between(SOONEST_MS, LATEST_MS));
  gone = true;
  await running.kill();
  await Promise.all(callers);
  for (const browser of browsers) browser.close();
  return sent;
}

function nextOf(by: number, stock: Stock, credits: { left: number }, dice: Dice): Write | null {
  if (CALLERS[by] !== undefined && !OFFICERS.includes(CALLERS[by])) return logFrom(stock, by, dice);
  if (credits.left === 0) return null;
  credits.left -= 1;
  return creditFrom(stock, by);
}

/** A house that has just opened may say that it is busy, and to try again: so one does, as a person would. */
const TRIES = 10;
const TRY_MS = 500;

/** With the same keys, by whoever sent it first. @throws Error when one is not answered now */
async function sentAgain({ sessions }: Town, running: Running, lost: readonly Write[]): Promise<void> {
  const browsers = new Map<number, Browser>();
  for (const write of lost) {
    const browser = browsers.get(write.by) ?? (await openBrowser(running.origin, sessions[write.by] ?? ''));
    browsers.set(write.by, browser);
    for (let tries = 0; write.answer === null && tries < TRIES; tries++) {
      if (tries > 0) await pause(TRY_MS);
      write.answer = await browser.send(write.path, write.form);
    }
    if (write.answer === null) throw new Error(`${write.path} was not answered after the restart`);
  }
  for (const browser of browsers.values()) browser.close();
}

/** @returns how many of those that nobody answered were written all the same */
async function lookedAt(town: Town, writes: Write[], lost: readonly Write[], faults: string[]): Promise<number> {
  return looking(town, async (house) => {
    const verdict = await judge(house, writes);
    faults.push(...verdict.faults);
    for (const { journal, kind, at } of await faultsOf(house)) faults.push(`the book: ${journal} ${kind} ${at}`);
    return lost.filter((write) => verdict.there.has(write)).length;
  });
}

/** Beside the server, as `npm run verify` does it. */
async function looking<T>({ url, folder }: Town, look: (house: House) => Promise<T>): Promise<T> {
  const house = await openBenchHouse(url, { clock: Date.now, readonly: true });
  try {
    return await look({ ...house, seal: openSeal(folder) });
  } finally {
    await house.store.close();
  }
}
