/** Policies of the demo world beside the county's own: public liability, one that ran out, and one by name. */
import { XINCHENG, XINXING } from '#cli/demo/cast';
import type { Stage } from '#cli/demo/visits';
import { addDays, type Day } from '#domain/day';
import { giveUpInsurance, putOn, recordInsurance } from '#usecases/insurance/keep';
import { readInsurances } from '#usecases/insurance/view';

const FOUNDED_WITH = '人保财险';

export function planInsurances({ timeline, world }: Stage, today: Day): void {
  const day = (days: number) => addDays(today, days);
  const accident = {
    kind: 'accident',
    ageFrom: 18,
    ageTo: 75,
    ageAt: 'begin',
    claimPhone: '95511',
    note: null,
  } as const;
  timeline.at(day(-20), 9, async () => {
    const desk = world.desk('苏科');
    await recordInsurance(desk, {
      ...{ ...accident, kind: 'liability', regionCode: XINXING, insurer: '平安财险', policyNumber: '10528003902026' },
      ...{ fromDay: day(-60), toDay: day(305), everybody: true },
    });
    await recordInsurance(desk, {
      ...{ ...accident, regionCode: XINXING, insurer: '平安财险', policyNumber: '10528003902025' },
      ...{ fromDay: day(-400), toDay: day(-36), everybody: true },
    });
  });
  // A day fell between two policies, and the next one is not for long.
  timeline.at(day(-7), 9, async () => {
    const desk = world.desk('苏科');
    const running = (await readInsurances(desk)).find(({ insurance }) => insurance.insurer === FOUNDED_WITH);
    if (running) await giveUpInsurance(desk, { id: running.insurance.id, note: '换一家保险公司' });
    await recordInsurance(desk, {
      ...{ ...accident, regionCode: XINXING, insurer: FOUNDED_WITH, policyNumber: '202644532100277' },
      ...{ fromDay: day(-5), toDay: day(25), ageTo: 80, everybody: true, claimPhone: '95518' },
    });
  });
  timeline.at(day(-4), 9, async () => {
    const id = await recordInsurance(world.desk('梁主任'), {
      ...{ ...accident, regionCode: XINCHENG, insurer: '太平洋财险', policyNumber: '30260026118' },
      ...{ fromDay: day(-4), toDay: day(340), everybody: false },
    });
    const on = { id, memberId: world.member('李姨').id, fromDay: day(-4), toDay: null };
    await putOn(world.desk('梁主任'), on);
  });
}
