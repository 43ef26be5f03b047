/** Weather of the demo world: a typhoon that came by night and is over, a drill that is being told, and rain that is coming, here and past next door. */
import { XINCHENG, XINXING } from '#cli/demo/cast';
import { HELPER, type Stage } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import { beginStorm, closeStorm, declareStorm, endStorm } from '#usecases/storm/declare';
import { addToStorm, tickPerson } from '#usecases/storm/mark';

/** Towns of the county in which nobody of the cast lives: what is held back there disturbs nobody's work. */
const HERE = '445321104';
const COMING = '445321105';
const PAST = '445321107';

export function planStorms(stage: Stage, today: Day): void {
  const { world, timeline } = stage;
  const day = (ago: number) => addDays(today, -ago);
  const declare = (by: string, regionCode: string, kind: 'typhoon' | 'rain' | 'drill', note: string) =>
    declareStorm(world.desk(by), { key: world.key(), regionCode, kind, level: 'orange', note });
  timeline.at(day(20), 16, async () => {
    const { id } = await declare('梁主任', XINCHENG, 'typhoon', '县三防办 15 点发布：夜里登陆，请转移独居老人');
    timeline.at(day(20), 17, () => tell(stage, id, '陈伯', 'move', '女儿家'));
    timeline.at(day(20), 17.1, () => tell(stage, id, '七婆', 'excuse', '房子安全，在家就好'));
    timeline.at(day(20), 21.5, () => beginStorm(world.desk('梁主任'), { id }));
    timeline.at(day(19), 5, () => endStorm(world.desk('梁主任'), { id }));
    timeline.at(day(19), 8.5, () =>
      closeStorm(world.desk('苏科'), { id, reason: 'not_struck', note: '向西偏了，全县没有受灾' }),
    );
  });
  timeline.at(day(1), 16.5, async () => {
    const { id } = await declare('苏科', XINXING, 'drill', '一年一次的防台风演练，照名单走一遍');
    timeline.at(day(1), 17, () => tell(stage, id, '陈伯', 'tell', null));
    timeline.at(day(1), 17.2, () => tell(stage, id, '张伯', 'miss', null));
    timeline.at(day(1), 17.4, () =>
      addToStorm(world.desk('黄姐'), { id, memberId: world.member('梁妈').id, why: '房子后面是土坡' }),
    );
  });
  timeline.at(day(1), 18.6, async () => {
    const { id } = await declare('苏科', HERE, 'rain', '山洪预警，县三防办 18 点发布');
    await beginStorm(world.desk('苏科'), { id });
  });
  timeline.at(day(2), 18.6, async () => {
    const { id } = await declare('苏科', PAST, 'rain', '山洪预警，县三防办 18 点发布');
    await beginStorm(world.desk('苏科'), { id });
    timeline.at(day(1), 7, () => endStorm(world.desk('苏科'), { id }));
  });
  timeline.at(day(1), 18.7, () => declare('苏科', COMING, 'rain', '暴雨预警，明天上午到'));
}

const tell = (
  { world }: Stage,
  id: string,
  name: string,
  tick: 'tell' | 'move' | 'excuse' | 'miss',
  said: string | null,
) => tickPerson(world.desk(HELPER), { id, memberId: world.member(name).id, tick, said });
