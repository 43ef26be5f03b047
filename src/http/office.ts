/** What every page stands on: the house below, what this process was told, and who is signed in. Made once, by `buildApp`. */
import type { Config } from '#config';
import type { Assets } from '#http/assets';
import type { Sessions } from '#http/session';
import type { ReadBooks } from '#jobs/reader';
import type { ReckonPlan } from '#jobs/reckoner';
import type { House } from '#usecases/desk';

export interface Office {
  house: House;
  config: Config;
  sessions: Sessions;
  assets: Assets;
  /** In a process of its own. */
  readBooks: ReadBooks;
  /** In a process of its own too. */
  reckonPlan: ReckonPlan;
}
