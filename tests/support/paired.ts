/** A pair that stands: 李姨 goes to see 陈伯, confirmed by the town. */
import { XINCHENG } from '#cli/demo/cast';
import type { World } from '#tests/support/world';
import { agreeToPairing } from '#usecases/pairing/agree';
import { confirmPairing } from '#usecases/pairing/confirm';
import { proposePairing } from '#usecases/pairing/propose';

/** @returns its id */
export async function activePairing(world: World, { serviceCodes = ['A02'] } = {}): Promise<string> {
  await world.fillPool(XINCHENG, 600);
  const { id } = await proposePairing(world.desk('阿芬'), {
    ...{ key: world.key(), elderId: world.member('陈伯').id, volunteerId: world.member('李姨').id },
    ...{ visitsPerMonth: 4, minutesPerVisit: 60, serviceCodes, relative: false, followsId: null },
  });
  await agreeToPairing(world.desk('李姨'), { id, side: 'volunteer', how: 'self' });
  await agreeToPairing(world.desk('阿芬'), { id, side: 'elder', how: 'inPerson' });
  await confirmPairing(world.desk('梁主任'), { id, shown: 240 });
  return id;
}
