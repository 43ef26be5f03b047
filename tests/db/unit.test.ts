/** What a unit of work may do and may not, on both databases. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { dialect } from '#db/dialect';
import type { Store, StoreOptions } from '#db/store';
import { mayPostTo } from '#db/unit';
import { Refusal } from '#domain/refusal';
import { errorOf, gate, idsIn, note, notes, openScratch, type Scratch } from '#tests/db/scratch';

let scratch: Scratch;
const open = async (options?: StoreOptions): Promise<Store> => {
  scratch = await openScratch(options);
  return scratch.store;
};
afterEach(() => scratch.close());

const look = (tx: Tx) => tx.select().from(notes);

describe('a unit', () => {
  it('gives back what its function gave', async () => {
    const store = await open();
    expect(await store.transact([], async () => ({ answer: 42 }))).toEqual({ answer: 42 });
    expect(await store.read(async () => null)).toBeNull();
  });

  it('leaves nothing when it is refused, and the refusal arrives as it was thrown', async () => {
    const store = await open();
    const refusal = new Refusal('minutes_short', { missing: 30 });
    const refused = store.transact(['j1'], async (tx) => {
      await note(tx, 'a');
      throw refusal;
    });
    expect(await errorOf(refused)).toBe(refusal);
    expect(await idsIn(store)).toEqual([]);
  });

  it('sees its own rows, and rows with a returning clause come back', async () => {
    const store = await open();
    const rows = await store.transact(['j1'], async (tx) => {
      const written = await tx.insert(notes).values({ id: 'a', minutes: 5 }).returning();
      expect(await look(tx)).toEqual(written);
      return tx.update(notes).set({ minutes: 6 }).where(eq(notes.id, 'a')).returning({ minutes: notes.minutes });
    });
    expect(rows).toEqual([{ minutes: 6 }]);
  });

  it('may ask several things at once', async () => {
    const store = await open();
    await store.transact([], (tx) => Promise.all(['a', 'b', 'c'].map((id) => note(tx, id))));
    expect(await idsIn(store)).toEqual(['a', 'b', 'c']);
  });

  it('knows the journals it named', async () => {
    const store = await open();
    const seen = await store.transact(['j1'], async () => [mayPostTo('j1'), mayPostTo('j2')]);
    expect([...seen, mayPostTo('j1')]).toEqual([true, false, false]);
  });

  it('runs in the context of its caller, and so does what follows it', async () => {
    const store = await open();
    const visitor = new AsyncLocalStorage<string>();
    const visit = (name: string) =>
      visitor.run(name, async () => {
        const inside = await store.transact([], async (tx) => {
          await look(tx);
          return visitor.getStore();
        });
        const reading = await store.read(async (tx) => {
          await look(tx);
          return visitor.getStore();
        });
        return [inside, reading, visitor.getStore()];
      });
    const people = ['婆婆', '阿明', '小陈'];
    expect(await Promise.all(people.map(visit))).toEqual(people.map((name) => [name, name, name]));
  });
});

describe('a handle', () => {
  it('is dead when its unit has ended', async () => {
    const store = await open();
    let kept: Tx | undefined;
    await store.transact([], async (tx) => {
      kept = tx;
    });
    expect(await errorOf(look(kept as Tx) as Promise<unknown>)).toMatchObject({
      message: expect.stringMatching(/outside any unit/),
    });
  });

  it('refuses a late statement, while the next unit is at work on the same connection', async () => {
    const store = await open({ connections: 1 });
    const firstIsOver = gate();
    let late: Promise<unknown> = Promise.resolve();
    await store.transact([], async (tx) => {
      late = errorOf(
        (async () => {
          await firstIsOver.opened;
          await note(tx, 'late');
        })(),
      );
    });
    await store.transact([], async (tx) => {
      firstIsOver.open();
      expect(await late).toMatchObject({ message: expect.stringMatching(/late statement/) });
      await note(tx, 'in time');
    });
    expect(await idsIn(store)).toEqual(['in time']);
  });

  it('of one unit is of no use to another', async () => {
    const store = await open();
    const [begun, done] = [gate(), gate()];
    let reader: Tx | undefined;
    const reading = store.read(async (tx) => {
      reader = tx;
      begun.open();
      await done.opened;
    });
    await begun.opened;
    const refused = store.transact([], () => look(reader as Tx) as Promise<unknown>);
    expect(await errorOf(refused)).toMatchObject({ message: expect.stringMatching(/another unit/) });
    done.open();
    await reading;
  });

  it('has no transaction inside it', async () => {
    const store = await open();
    const inside = store.transact([], (tx) => tx.transaction((inner) => note(inner as unknown as Tx, 'a')));
    expect(await errorOf(inside)).toMatchObject({ message: expect.stringMatching(/one transaction/) });
  });

  it('of a read cannot write', async () => {
    const store = await open();
    expect(await errorOf(store.read((tx) => note(tx, 'a')))).toBeInstanceOf(Error);
    expect(await idsIn(store)).toEqual([]);
  });
});

describe('units inside units', () => {
  it('are refused, whichever is in which', async () => {
    const store = await open();
    const inner = [() => store.transact([], async () => 1), () => store.read(async () => 1)];
    for (const nested of inner) {
      expect(await errorOf(store.transact([], nested))).toMatchObject({
        message: expect.stringMatching(/cannot open another/),
      });
      expect(await errorOf(store.read(nested))).toMatchObject({
        message: expect.stringMatching(/cannot open another/),
      });
    }
  });

  it('are fine one after another', async () => {
    const store = await open();
    await store.transact([], (tx) => note(tx, 'a'));
    await store.transact([], (tx) => note(tx, 'b'));
    expect(await idsIn(store)).toEqual(['a', 'b']);
  });

  it('are fine when the outer one is over, though its context lives on', async () => {
    const store = await open();
    const outerIsOver = gate();
    let after: Promise<string> | undefined;
    await store.transact([], async () => {
      after = outerIsOver.opened.then(() => store.transact([], (tx) => note(tx, 'after')));
    });
    outerIsOver.open();
    expect(await after).toBe('after');
  });
});

describe.runIf(dialect === 'postgres')('a statement that nobody waited for', () => {
  it('costs its unit everything: it cannot be known whether it stood', async () => {
    const store = await open();
    let floating: Promise<unknown> = Promise.resolve();
    const careless = store.transact([], async (tx) => {
      await note(tx, 'a');
      floating = note(tx, 'b').then(
        () => 'done',
        () => 'failed',
      );
    });
    expect(await errorOf(careless)).toMatchObject({ message: expect.stringMatching(/before its statements did/) });
    await floating;
    expect(await idsIn(store)).toEqual([]);
  });

  it('does not run after its unit, where it would be stored on its own', async () => {
    const store = await open({ connections: 1 });
    let floating: Promise<PromiseSettledResult<string>[]> = Promise.resolve([]);
    const careless = store.transact([], async (tx) => {
      floating = Promise.allSettled(['a', 'b', 'c'].map((id) => note(tx, id)));
    });
    await errorOf(careless);
    const states = (await floating).map(({ status }) => status);
    expect(states.slice(1)).toEqual(['rejected', 'rejected']);
    expect(await idsIn(store)).toEqual([]);
  });
});

describe.runIf(dialect === 'sqlite')('a statement that nobody waited for', () => {
  it('has either run inside its unit or throws', async () => {
    const store = await open();
    let floating: Promise<PromiseSettledResult<string>> | undefined;
    await store.transact([], async (tx) => {
      await note(tx, 'a');
      const many = async () => {
        for (let index = 0; index < 100; index += 1) await note(tx, `floating${index}`);
        return 'done';
      };
      floating = Promise.allSettled([many()]).then(([state]) => state as PromiseSettledResult<string>);
    });
    expect(await floating).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/late statement/) },
    });
    expect((await idsIn(store)).length).toBeLessThan(100);
  });
});
