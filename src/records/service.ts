/** The service catalogue (服务目录). */
import { asc, eq, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { services } from '#db/schema/care';
import { must } from '#domain/refusal';

export type ServiceRow = typeof services.$inferSelect;

/** @throws Refusal `service_unknown` */
export async function findService(act: Act, code: string): Promise<ServiceRow> {
  const [row] = await byCodeQuery(act.tx).execute({ code });
  return must(row, 'service_unknown', { field: 'serviceCode' });
}

export async function listServices(act: Act): Promise<ServiceRow[]> {
  return allQuery(act.tx).execute();
}

/** Those that these records name, by code. */
export async function servicesOf(act: Act, list: readonly { serviceCode: string }[]): Promise<Map<string, ServiceRow>> {
  const codes = [...new Set(list.map(({ serviceCode }) => serviceCode))];
  const rows = codes.length === 0 ? [] : await byCodesQuery(act.tx).execute({ codes });
  return new Map(rows.map((service) => [service.code, service]));
}

const byCodesQuery = prepared((tx) =>
  tx.select().from(services).where(among(services.code, 'codes')).prepare('services_by_code'),
);

const byCodeQuery = prepared((tx) =>
  tx
    .select()
    .from(services)
    .where(eq(services.code, sql.placeholder('code')))
    .prepare('service_by_code'),
);

const allQuery = prepared((tx) => tx.select().from(services).orderBy(asc(services.code)).prepare('all_services'));
