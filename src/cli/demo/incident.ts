/** Incidents of the demo world: one just told, one whose report is overdue, one being looked after, one that is over. */
import { HELPER, phone, type Stage } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import type { IncidentKind } from '#domain/incident';
import { closeIncident, reportIncident, stepIncident } from '#usecases/incident/see-to';
import { tellIncident } from '#usecases/incident/tell';

export function planIncidents(stage: Stage, today: Day): void {
  const { timeline, world } = stage;
  const day = (ago: number) => addDays(today, -ago);
  const mem = (name: string) => world.member(name).id;
  timeline.at(day(9), 10, async () => {
    const id = await tell(stage, HELPER, mem('七婆'), 'illness', '早上头晕，站不稳');
    timeline.at(day(9), 12, async () => {
      await reportIncident(world.desk(HELPER), { id, note: '已送镇卫生院，女儿赶到了' });
      await closeLater(stage, id, day(6));
    });
  });
  timeline.at(day(5), 16, async () => {
    const id = await tell(stage, HELPER, mem('张婆'), 'property', '说少了三百块，讲是来的人拿了');
    timeline.at(day(5), 17, () => reportIncident(world.desk(HELPER), { id, note: '两边都谈过，已请派出所来看' }));
    timeline.at(day(4), 10, () =>
      stepIncident(world.desk(HELPER), { id, move: 'police', note: '新城所 2026-118', photo: null }),
    );
  });
  timeline.at(day(3), 9, () => tell(stage, '老梁', mem('老梁'), 'injury', '去的路上骑车摔了，膝盖破了皮'));
  timeline.at(day(0), 8, () => tell(stage, '李姨', mem('李姨'), 'injury', '扶人下楼梯时扭了脚'));
}

const tell = ({ world, ...stage }: Stage, by: string, of: string, kind: IncidentKind, told: string) =>
  tellIncident(by === HELPER ? world.desk(by) : phone({ world, ...stage }, by), {
    ...{ of, kind, told, happenedOn: world.today(), happenedMinute: null, place: null },
    ...{ knownAt: null, report: false, photo: null },
  });

async function closeLater({ timeline, world }: Stage, id: string, day: Day): Promise<void> {
  timeline.at(day, 15, () =>
    closeIncident(world.desk('苏科'), { id, reason: 'settled', note: '住了两天院，已经回家', resume: false }),
  );
}
