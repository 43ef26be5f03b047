/** Told afterwards: what the helper has said at the doors, what everybody has read, and two messages that did not arrive. */
import { HELPER, type Stage } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import { WAITS } from '#domain/telling';
import { dueLetters, letterFailed, letterSent, takeLetter } from '#usecases/telling/carry';
import { listToHear } from '#usecases/telling/in-person';
import { listNotices, readNotices } from '#usecases/telling/own';
import { tellInPerson } from '#usecases/telling/tell-in-person';

const ALL = { limit: 1000, offset: 0 };
/** As often as the gateway did not answer, and what it said. */
const UNLUCKY = ['answered_503', 'no_answer'];

export function planTelling(stage: Stage, today: Day): void {
  const { timeline, world } = stage;
  // Every fortnight she goes from door to door; what came about since stands on her page.
  for (let ago = 86; ago > 1; ago -= 14) {
    timeline.at(addDays(today, -ago), 17.5, () => sayAll(stage, addDays(today, -ago)));
  }
  for (const name of ['陈伯', '李姨', '老梁', '阿珍']) {
    timeline.at(addDays(today, -4), 20, () => readAll(stage, name));
  }
  timeline.at(addDays(today, -2), 21, async () => {
    const { lines } = await listNotices(world.desk(HELPER), ALL);
    await readNotices(
      world.desk(HELPER),
      lines.map(({ notice }) => notice.id),
    );
  });
  planUnlucky(stage, addDays(today, -3));
}

async function sayAll({ world }: Stage, day: Day): Promise<void> {
  const { people } = await listToHear(world.desk(HELPER), ALL);
  const ids = people.flatMap(({ lines }) => lines.map(({ rowId }) => rowId));
  if (ids.length > 0) await tellInPerson(world.desk(HELPER), { ids, toldOn: day });
}

async function readAll({ world }: Stage, name: string): Promise<void> {
  const { lines } = await listNotices(world.asMember(name), ALL);
  await readNotices(
    world.asMember(name),
    lines.map(({ notice }) => notice.id),
  );
}

/** What was to leave before that evening has left; of that evening's two are tried as often as anything is. */
function planUnlucky({ world, timeline }: Stage, day: Day): void {
  const job = () => world.job('courier');
  timeline.at(day, 20, async () => {
    const ids = await dueLetters(job(), ALL.limit);
    for (const id of ids.slice(0, -UNLUCKY.length)) {
      const letter = await takeLetter(job(), id);
      if (letter) await letterSent(job(), letter);
    }
    for (const [at, id] of ids.slice(-UNLUCKY.length).entries()) {
      let minutes = 1;
      for (const wait of [0, ...WAITS]) {
        minutes += wait;
        timeline.at(day, 20 + minutes / 60, async () => {
          const letter = await takeLetter(job(), id);
          if (letter) await letterFailed(job(), letter, UNLUCKY[at] as string);
        });
      }
    }
  });
}
