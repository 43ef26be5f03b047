/** Somebody picked out of the list, on a page that is about somebody else. */

import type { RegionCode } from '#domain/region';
import { nameOnPaper } from '#http/name';
import { homeWords } from '#http/place-words';
import type { Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { listMembers } from '#usecases/member/list';

const MOST = 12;

/** What was typed and whom it finds, ready for `choices`. Nothing typed finds nobody. */
export async function pickFrom(visit: Visit, { not, regionCode }: { not: readonly string[]; regionCode?: RegionCode }) {
  const q = textOf(visit.query, 'q').slice(0, 40);
  if (q.trim() === '') return { q, found: [] };
  const asked = { list: 'all', q, regionCode: regionCode ?? null, hamletId: null, after: null } as const;
  const { lines } = await listMembers(visit.desk, asked);
  const fitting = lines.filter(({ id }) => !not.includes(id)).slice(0, MOST);
  return {
    q,
    found: fitting.map((line) => ({
      value: line.id,
      label: nameOnPaper(line.nickname ?? line.name, visit.lang),
      hint: [
        line.nickname ? nameOnPaper(line.name, visit.lang) : '',
        visit.t('member.age', { age: line.age }),
        homeWords(line.village, line.hamlet?.name ?? '', visit),
      ]
        .filter(Boolean)
        .join(visit.t('member.comma')),
    })),
  };
}
