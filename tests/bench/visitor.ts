/** Somebody who is signed in, for measures over HTTP: the session that the sign-in page would have made. */
import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { MEMBERS, STAFF } from '#cli/demo/cast';
import { members } from '#db/schema/people';
import { must } from '#domain/refusal';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#http/session';
import { insertSession } from '#records/session';
import { userByLogin } from '#records/user';
import { deskFor, type House } from '#usecases/desk';

const DAY_MS = 86_400_000;

/** 陈伯, 梁主任, 小周, 苏科, 何科 or 阿芬: they live in every world, however large. */
export type Who = 'elder' | keyof typeof OFFICERS;

const OFFICERS = {
  town: STAFF.梁主任,
  'social-worker': STAFF.小周,
  county: STAFF.苏科,
  'county-too': STAFF.何科,
  helper: STAFF.阿芬,
};

/** @returns the cookies of their browser */
export async function signIn(house: House, who: Who): Promise<string> {
  const token = `${who === 'elder' ? 'm' : 's'}.${randomBytes(32).toString('base64url')}`;
  const device = randomBytes(16).toString('base64url');
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
  await desk.write([], async (act) => {
    const elder = act.tx.select({ id: members.id }).from(members).where(eq(members.name, elderName));
    const found = who === 'elder' ? (await elder)[0] : await userByLogin(act, OFFICERS[who]?.login ?? '');
    await insertSession(act.tx, {
      id: createHash('sha256').update(token).digest('hex'),
      subjectId: must(found).id,
      createdAt: house.clock(),
      // Far from its half, so that no request prolongs it.
      expiresAt: house.clock() + 25 * DAY_MS,
      freshAt: null,
      device,
      userAgent: 'bench',
    });
  });
  return `${SESSION_COOKIE}=${token}; ${DEVICE_COOKIE}=${device}`;
}

const elderName = MEMBERS.陈伯?.name ?? '陈伯';
