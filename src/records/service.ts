/** The service catalogue (服务目录). */
import { asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { services } from '#db/schema/care';
import { must } from '#domain/refusal';

export type ServiceRow = typeof services.$inferSelect;

/** @throws Refusal `service_unknown` */
export async function findService(act: Act, code: string): Promise<ServiceRow> {
  const [row] = await act.tx.select().from(services).where(eq(services.code, code));
  return must(row, 'service_unknown', { field: 'serviceCode' });
}

export async function listServices(act: Act): Promise<ServiceRow[]> {
  return act.tx.select().from(services).orderBy(asc(services.code));
}
