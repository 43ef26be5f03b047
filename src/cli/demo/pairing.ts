/** Pairs of the demo world: one that stands, one that waits for the town, one for the elder's word, and one that rests. */
import { XINCHENG } from '#cli/demo/cast';
import { HELPER, phone, type Stage } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import type { PairingSide, Terms } from '#domain/pairing';
import { ANY } from '#domain/suits';
import { agreeToPairing } from '#usecases/pairing/agree';
import { confirmPairing } from '#usecases/pairing/confirm';
import { proposePairing } from '#usecases/pairing/propose';
import { pausePairing } from '#usecases/pairing/rest';
import { viewPairing } from '#usecases/pairing/view';
import { beginPlan, keepPlan } from '#usecases/plan/begin';
import { leaveRow } from '#usecases/plan/edit';
import { reckonPlan } from '#usecases/plan/reckon';
import { viewPlan } from '#usecases/plan/view';
import { deriveRegister } from '#usecases/register/derive';
import { writeSuits } from '#usecases/suits/write';

interface Pair extends Terms {
  elder: string;
  volunteer: string;
}

const WEEKLY = { visitsPerMonth: 4, minutesPerVisit: 30, serviceCodes: ['A02', 'A04'] };

export function planPairings(stage: Stage, today: Day): void {
  const { timeline } = stage;
  const day = (ago: number) => addDays(today, -ago);
  timeline.at(day(12), 10, () => planSuits(stage));
  timeline.at(day(11), 10, () => upTo(stage, { ...WEEKLY, elder: '陈伯', volunteer: '李姨' }, 'active'));
  timeline.at(day(10), 10, async () => {
    const id = await upTo(stage, { ...WEEKLY, elder: '张婆', volunteer: '老梁', visitsPerMonth: 2 }, 'active');
    timeline.at(day(3), 11, () =>
      pausePairing(stage.world.desk(HELPER), { id, reason: 'volunteer_ill', note: '腿扭伤了，养两个星期' }),
    );
  });
  timeline.at(day(2), 10, () => upTo(stage, { ...WEEKLY, elder: '七婆', volunteer: '老梁' }, 'agreed'));
  timeline.at(day(1), 10, () =>
    upTo(stage, { ...WEEKLY, elder: '陈伯', volunteer: '老梁', visitsPerMonth: 2 }, 'asked'),
  );
  timeline.at(day(0), 7, () => planTown(stage));
}

/** For everybody whom nobody is paired with yet: reckoned this morning, one row left for now, the others still to be looked at. */
async function planTown({ world }: Stage): Promise<void> {
  await deriveRegister(world.job('register'));
  const town = world.desk('小周');
  const { plan } = await beginPlan(town, { ...WEEKLY, regionCode: XINCHENG, serviceCodes: ['A02'] });
  await keepPlan(world.job('plan'), plan.id, await reckonPlan(world.job('plan'), plan.id));
  const { lines } = await viewPlan(town, plan.id, 'open', 1);
  const [last] = lines.slice(-1);
  if (last && lines.length > 2) await leaveRow(town, { planId: plan.id, rowId: last.row.id });
}

/** Proposed by the helper, and as far as it has come: `asked` waits for the elder's word. */
async function upTo(stage: Stage, { elder, volunteer, ...terms }: Pair, state: 'asked' | 'agreed' | 'active') {
  const { world } = stage;
  const { id } = await proposePairing(world.desk(HELPER), {
    ...terms,
    ...{ key: world.key(), elderId: world.member(elder).id, volunteerId: world.member(volunteer).id },
    ...{ relative: false, followsId: null },
  });
  const say = (side: PairingSide) => ({ id, side, how: 'inPerson' as const });
  await agreeToPairing(phone(stage, volunteer), say('volunteer'));
  if (state === 'asked') return id;
  await agreeToPairing(world.desk(HELPER), say('elder'));
  if (state === 'agreed') return id;
  const town = world.desk('梁主任');
  const { reckoned } = await viewPairing(town, id);
  await confirmPairing(town, { id, shown: reckoned?.pool ?? 0 });
  return id;
}

async function planSuits({ world }: Stage): Promise<void> {
  const helper = world.desk(HELPER);
  const speaks = { ...ANY, dialects: ['cantonese', 'mandarin'] as const };
  await writeSuits(helper, {
    id: world.member('七婆').id,
    ...ANY,
    dialects: ['cantonese'],
    times: ['2 morning', '4 morning'],
  });
  await writeSuits(helper, {
    id: world.member('李姨').id,
    ...speaks,
    times: ['1 morning', '4 morning'],
    mostElders: 3,
  });
  await writeSuits(helper, { id: world.member('老梁').id, ...speaks, dialects: ['cantonese'] });
}
