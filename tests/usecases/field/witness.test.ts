/** 见证人, named on the phone: between relatives it takes the flag away, from outside both families only; the visit stands in any case. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Raw, sent, written } from '#tests/support/phone';
import { NEIGHBOUR } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { viewExchange } from '#usecases/exchange/view';
import { takeRecord } from '#usecases/field/take';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const id = (name: string) => world.member(name).id;
const WORDS = { name: NEIGHBOUR.witnessName, phone: NEIGHBOUR.witnessPhone };
/** 李姨 at 陈伯's, ticked as relatives. */
const between = (witness: Raw | undefined, form = 'log.2') => {
  const raw = written(world, { form, volunteers: [{ memberId: id('李姨'), relative: true }] });
  return sent(witness ? { ...raw, witness } : raw);
};
async function taken(raw: Raw) {
  const receipt = await takeRecord(world.desk('阿芬'), raw, { way: 'phone' });
  expect(receipt).toMatchObject({ outcome: expect.stringMatching(/taken|again/) });
  return viewExchange(world.desk('阿芬'), 'exchangeId' in receipt ? receipt.exchangeId : '');
}

it('by name and telephone takes the flag away, and is kept once', async () => {
  const raw = between(WORDS);
  for (let sending = 0; sending < 2; sending++) {
    const { flags, evidence } = await taken(raw);
    expect(flags).toEqual(['relative']);
    expect(evidence.filter(({ kind }) => kind === 'witness')).toMatchObject([
      { byId: 'witness', witnessName: WORDS.name, enteredBy: world.user('阿芬').id },
    ]);
  }
});

it('picked from the list is that member, by the name in her file', async () => {
  const { flags, evidence } = await taken(between({ memberId: id('七婆') }));
  expect(flags).toEqual(['relative']);
  expect(evidence.find(({ kind }) => kind === 'witness')).toMatchObject({ byId: id('七婆'), witnessName: '林七妹' });
});

it.each<[string, () => Raw | undefined, string?]>([
  ['nobody', () => undefined],
  ['one of the two', () => ({ memberId: id('李姨') })],
  ['the helper under her own number', () => ({ name: '阿芳', phone: world.phone('阿芬') })],
  ['nobody we know', () => ({ memberId: 'mem_nobody' })],
  ['somebody on a form that did not ask', () => WORDS, 'log.1'],
])('%s is no witness: the visit is kept and says so', async (_words, witness, form) => {
  const { exchange, flags, evidence } = await taken(between(witness(), form));
  expect(exchange).toMatchObject({ state: 'logged', servedMinutes: 60 });
  expect(flags).toEqual(['relative', 'relative_unwitnessed']);
  expect(evidence.map(({ kind }) => kind)).toEqual(['helper_word']);
});
