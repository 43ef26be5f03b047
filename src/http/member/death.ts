/** 离世: reported by whoever walks the village, with the day; a mistake is undone by the town, with the reason. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { readDay } from '#domain/times';
import { maybeText, understood } from '#http/form';
import { about, idOf, toFile } from '#http/member/visit';
import type { Answer, Route, Visit } from '#http/route';
import { reportDeath } from '#usecases/member/report-death';

const form = about('member/death', 'reportDeath');

async function report(visit: Visit): Promise<Answer> {
  const typed = z.object({
    diedOn: understood((day) => readDay(day, dayOf(visit.desk.now), 'past'), 40),
    note: maybeText(300),
  });
  await reportDeath(visit.desk, { id: idOf(visit), ...visit.read(typed) });
  return toFile(idOf(visit), 'death');
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/death', needs: 'member.correct', handle: form },
  { method: 'POST', url: '/members/:id/death', needs: 'member.correct', form, handle: report },
];
