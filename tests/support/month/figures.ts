/** From the county down to a village: each number beside the list that it opens. */
import { expect } from 'vitest';
import type { World } from '#cli/demo/world';
import { listAlerts } from '#usecases/alert/view';
import { listPosts } from '#usecases/post/list';
import { type DueList, type Dues, readDues } from '#usecases/visit/list';

const OVERSEERS = ['罗处', '苏科', '梁主任'];

export async function figuresHold(world: World): Promise<void> {
  for (const by of OVERSEERS) {
    for (const list of ['round', 'unseen'] as const) {
      const top = await pageOf(world, by, null, list);
      expect(await walked(world, by, list, top), `${by} ${list}`).toBe(top.count);
      expect(top.rate.unseen).toBe((await pageOf(world, by, null, 'unseen')).count);
      expect(top.rate.seen + top.rate.unseen).toBe(top.rate.asked);
    }
  }
}

const pageOf = (world: World, by: string, region: string | null, list: DueList): Promise<Dues> =>
  readDues(world.desk(by), { region, list });

/** Alerts and vacant posts of a place, beside the lists that they open. */
async function aboveHolds(world: World, by: string, { region, alerts, vacant }: Dues['below'][number]): Promise<void> {
  expect((await listAlerts(world.desk(by), 'open', region.code)).lines.length).toBe(alerts);
  const { roles } = await listPosts(world.desk(by), region.code);
  expect(roles.find(({ role }) => role === 'helper')?.empty ?? 0).toBe(vacant);
}

/** How many the villages below hold, when one walks there. */
async function walked(world: World, by: string, list: DueList, page: Dues): Promise<number> {
  if (page.walked) return list === 'round' ? lateOn(page).length : page.people.length;
  let sum = 0;
  for (const place of page.below) {
    const { region, count } = place;
    const below = await pageOf(world, by, region.code, list);
    expect(below.count, `${by} ${list} ${region.code}`).toBe(count);
    await aboveHolds(world, by, place);
    sum += await walked(world, by, list, below);
  }
  return sum;
}

export const lateOn = ({ people }: Dues): Dues['people'] => people.filter(({ due }) => due?.standing === 'late');
