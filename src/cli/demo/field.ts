/** What came from the helper's phone after an afternoon without signal: a round, by a clock that had fallen back to 1970; who was looked in on; a file. */
import { HELPER, type Stage } from '#cli/demo/visits';
import { addDays, type Day, dayOf, type Instant } from '#domain/day';
import { takeFile } from '#usecases/field/file';
import { takeBatch } from '#usecases/field/take-batch';

const HOUR_MS = 3_600_000;

export function planField({ timeline, world }: Stage, today: Day): void {
  const yesterday = addDays(today, -1);
  const id = (name: string) => world.member(name).id;
  const saved = (savedAt: Instant, sentAt: Instant) => ({ form: 'log.1', order: 'new', savedAt, sentAt });
  const fault = (error: unknown) => {
    throw error;
  };

  timeline.at(yesterday, 19, async () => {
    const doors = [
      { memberId: id('七婆'), found: 'seen', note: '精神好，想吃粥' },
      { memberId: id('张伯'), found: 'absent', note: '邻居说去了墟场' },
      { memberId: id('张婆'), found: 'phone' },
    ];
    const common = saved(10 * HOUR_MS, 14 * HOUR_MS);
    const times = { halfDay: 'afternoon', minutes: 30 };
    const volunteers = [{ memberId: id('老梁') }];
    const round = { ...common, id: 'demo-round-of-the-day1', serviceCode: 'A03', doors, times, volunteers };
    // Nobody knows this service: it waits for the helper to mend it.
    const strange = {
      ...common,
      id: 'demo-strange-record01',
      serviceCode: 'A99',
      memberIds: [id('陈伯')],
      times,
      volunteers,
    };
    // Two taps at the next door; and somebody whom this helper may not write down, so that it waits at the station.
    const look = { form: 'visit.1', mode: 'seen', findings: [], savedAt: common.savedAt, sentAt: common.sentAt };
    const well = { ...look, id: 'demo-looked-in-on-her1', memberIds: [id('张婆')] };
    const own = { ...look, id: 'demo-looked-in-at-home', memberIds: [id('阿芬家婆')], mode: 'phone' };
    await takeBatch(world.desk(HELPER), [round, strange, well, own], fault);
  });

  timeline.at(yesterday, 19.5, async () => {
    const now = world.house.clock();
    const visit = {
      ...saved(now - 5 * HOUR_MS, now),
      ...{
        id: 'demo-from-an-old-phone',
        memberIds: [id('七婆')],
        serviceCode: 'A02',
        day: { phone: dayOf(now), ago: 0 },
      },
      ...{ volunteers: [{ memberId: id('李姨') }], times: { halfDay: 'afternoon', minutes: 40 } },
    };
    const look = { form: 'visit.1', mode: 'phone', findings: [], savedAt: now - 5 * HOUR_MS, sentAt: now };
    const heard = { ...look, id: 'demo-heard-of-by-phone', memberIds: [id('陈伯')] };
    const file = { kind: 'yinling.field', user: { id: world.user(HELPER).id }, at: now, records: [visit, heard] };
    await takeFile(world.desk('黄姐'), JSON.stringify(file), fault);
  });
}
