/** A day on paper: 阿芬 filled in a sheet at the doors, 黄姐 keyed in its first two lines at the station and photographed it. */
import { readFileSync } from 'node:fs';
import { HELPER, type Stage, WITNESS } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import { addSheetPhoto, keyLine } from '#usecases/sheet/key-line';
import { printSheet } from '#usecases/sheet/print';

/** What a phone made of it, already small. */
const PICTURE = { file: new URL('./visit-sheet.jpg', import.meta.url), width: 900, height: 1180 };

export function planPaper({ timeline, world }: Stage, today: Day): void {
  const servedOn = addDays(today, -3);
  const clerk = () => world.desk('黄姐');
  const id = (name: string) => world.member(name).id;
  timeline.at(addDays(today, -5), 9, async () => {
    const sheet = await printSheet(world.desk(HELPER), { key: world.key(), form: 'visits', memberId: null });
    const line = (at: number, elder: string, volunteer: string, serviceCode: string, minutes: number) => ({
      ...{ sheet, line: at, handledBy: world.user(HELPER).id, order: 'new', thumb: null },
      visit: {
        ...{ memberIds: [id(elder)], volunteers: [{ memberId: id(volunteer) }] },
        ...{ serviceCode, servedOn, times: { halfDay: 'evening' as const, minutes } },
      },
    });
    timeline.at(addDays(today, -2), 10, async () => {
      await keyLine(clerk(), { ...line(1, '陈伯', '李姨', 'A02', 30), thumb: WITNESS });
      await keyLine(clerk(), line(2, '七婆', '老梁', 'A04', 40));
      const { file, ...size } = PICTURE;
      await addSheetPhoto(clerk(), { number: sheet, photo: { jpeg: readFileSync(file), ...size } });
    });
  });
}
