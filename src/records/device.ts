/** 设备: who was ever signed in on one. Written with each session and never deleted with it. */
import type { Act, Tx } from '#db/act';
import { among, prepared } from '#db/prepared';
import { deviceLogins } from '#db/schema/access';
import type { Instant } from '#domain/day';

/** @param device null for what came from no browser */
export async function rememberLogin(tx: Tx, device: string | null, subjectId: string, at: Instant): Promise<void> {
  if (device) await tx.insert(deviceLogins).values({ device, subjectId, at }).onConflictDoNothing();
}

/** Logins and members by device, read once for a whole list. */
export async function loginsOn(act: Act, devices: readonly (string | null)[]): Promise<Map<string, string[]>> {
  const asked = [...new Set(devices.filter((device) => device !== null))];
  const found = new Map<string, string[]>();
  if (asked.length === 0) return found;
  for (const { device, subjectId } of await loginsQuery(act.tx).execute({ devices: asked })) {
    found.set(device, [...(found.get(device) ?? []), subjectId]);
  }
  return found;
}

const loginsQuery = prepared((tx) =>
  tx.select().from(deviceLogins).where(among(deviceLogins.device, 'devices')).prepare('logins_on_devices'),
);
