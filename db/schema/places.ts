/** Where things are: divisions with their history, hamlets, and the stations that serve them. */
import { kit } from '#db/dialect';
import type { Level } from '#domain/region';

/** A redraw gives a region a successor and a new row a new code; history keeps the code it was written with. */
export const regions = kit.table(
  'regions',
  {
    id: kit.key().primaryKey(),
    code: kit.key().notNull(),
    name: kit.text().notNull(),
    /** The name on English pages, which also sorts without a locale: Dawen Village. */
    pinyin: kit.key().notNull(),
    level: kit.text().$type<Level>().notNull(),
    validFrom: kit.key().notNull(),
    validTo: kit.key(),
    successorId: kit.key(),
    /** Of its civil affairs bureau or office: whom one may call where no helper is known. */
    phone: kit.text(),
  },
  (region) => [kit.uniqueIndex('regions_code').on(region.code, region.validFrom)],
);

/** 自然村 / 村小组, in towns 小区·楼栋: the helper's real geography. */
export const hamlets = kit.table(
  'hamlets',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    name: kit.text().notNull(),
    /** The name on English pages, and the order of a helper's round. */
    pinyin: kit.key().notNull(),
  },
  (hamlet) => [kit.uniqueIndex('hamlets_name').on(hamlet.regionCode, hamlet.name)],
);

export const STATION_STATES = ['planned', 'open', 'paused', 'closed'] as const;

export const stations = kit.table(
  'stations',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    name: kit.text().notNull(),
    kind: kit.text().$type<'village' | 'town' | 'county' | 'home' | 'canteen'>().notNull(),
    state: kit.text().$type<(typeof STATION_STATES)[number]>().notNull(),
    phone: kit.text(),
    headId: kit.key(),
  },
  (station) => [kit.index('stations_region').on(station.regionCode)],
);
