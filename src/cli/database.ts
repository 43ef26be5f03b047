/** What the commands about the database share. */
import { dayOf, type Instant, minuteOfDay } from '#domain/day';

/** Which database a command is for. */
export const databaseUrl = (): string => process.env.DATABASE_URL || 'data/yinling.db';

/** '2026-03-01-093005' in Shanghai: names of files sort by it. */
export function stampOf(now: Instant): string {
  const minute = minuteOfDay(now);
  const parts = [Math.floor(minute / 60), minute % 60, Math.floor(now / 1000) % 60];
  return `${dayOf(now)}-${parts.map((part) => String(part).padStart(2, '0')).join('')}`;
}

/** Say what was done, or in one sentence why not; a stack would only hide it from who ran the command. */
export async function inOneSentence(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
