/** What `npm start` prints: the address, and in a demo world who may come in and how. */

import { both } from '#cli/both';
import { MEMBERS, PASSWORD, PINS, STAFF } from '#cli/demo/cast';
import type { Config } from '#config';
import type { Role } from '#domain/permission';
import { type Key, translator } from '#i18n/words';
import { memberCards } from '#records/card';
import type { House } from '#usecases/desk';

/** One of each post, in the order of the main job. */
const SHOWN: readonly Role[] = ['helper', 'clerk', 'socialWorker', 'town', 'county', 'auditor'];

export async function printWelcome(config: Config, house: House, origin: string): Promise<void> {
  console.log(`\n  ${config.brandNames['zh-CN']}\n  ${origin}\n`);
  if (config.production) return;
  const cards = await house.store.read((tx) => memberCards({ tx }, Object.keys(PINS).map(onFile)));
  console.log(`  ${both('cli.demo_logins')}\n`);
  const heads = [wide(two('cli.members'), 24), wide('/sign-in', 17), wide(two('cli.card'), 14), two('cli.pin')];
  console.log(`  ${heads.join(' ')}`);
  for (const [name, pin] of Object.entries(PINS)) {
    const number = cards.get(onFile(name));
    if (number) console.log(`    ${wide(name, 24)}                  ${number}       ${pin}`);
  }
  const doors = [wide(two('cli.staff'), 24), wide('/staff/sign-in', 17), `${two('cli.password')}: ${PASSWORD}`];
  console.log(`\n  ${doors.join(' ')}`);
  for (const role of SHOWN) {
    const [name, officer] = Object.entries(STAFF).find(([, one]) => one.role === role) ?? [];
    if (name && officer)
      console.log(
        `    ${wide(zh('cli.name_of', { name, role: zh(`role.${role}`) }), 24)}                  ${officer.login}`,
      );
  }
  console.log('');
}

const zh = translator('zh-CN');
const two = (key: Key): string => both(key, {}, 'blank');

/** The name on her file, which is longer than what everybody calls her. */
const onFile = (name: string): string => MEMBERS[name]?.name ?? name;

/** Padded to so many columns; a Han character takes two. */
function wide(text: string, columns: number): string {
  const width = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(0, columns - width));
}
