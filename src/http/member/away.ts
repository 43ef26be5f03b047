/** 外出 · 住院 · 入住机构, back again, and moved to another village. */
import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { AWAY_KINDS } from '#domain/member';
import { memberInReach } from '#domain/reach';
import { levelOf } from '#domain/region';
import { readDay } from '#domain/times';
import { choice, maybeText, maybeUnderstood, submissionKey, text, understood } from '#http/form';

import { about, idOf, toFile } from '#http/member/visit';
import { placeCalled, placeName, sayPath } from '#http/place-words';
import { type Route, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { childrenOf, hamletsOf, pathOf } from '#records/region';
import { awayMember } from '#usecases/member/away';
import { backMember } from '#usecases/member/back';
import { moveHome } from '#usecases/member/move';
import type { MemberFile } from '#usecases/member/view';

/** 今天 昨天 first; a day in full is read too. */
const dayIn =
  (visit: Visit, side: 'past' | 'coming' | 'either') =>
  (typed: string): Day =>
    readDay(typed, dayOf(visit.desk.now), side);

const awayForm = about('member/away', 'correct', (visit) => ({
  kinds: AWAY_KINDS.map((kind) => ({ value: kind, label: visit.t(`member.away.${kind}`) })),
}));

async function goAway(visit: Visit) {
  const {
    key,
    awayKind: kind,
    fromDay,
    toDay,
  } = visit.read(
    z.object({
      key: submissionKey(),
      awayKind: choice(AWAY_KINDS),
      fromDay: understood(dayIn(visit, 'either'), 40),
      toDay: maybeUnderstood(dayIn(visit, 'coming'), 40),
    }),
  );
  await awayMember(visit.desk, { key, id: idOf(visit), kind, fromDay, toDay });
  return toFile(idOf(visit), 'away');
}

const backForm = about('member/back', 'correct', (_, file) => ({ away: file.away !== null }));

async function comeBack(visit: Visit) {
  const { onDay } = visit.read(z.object({ onDay: understood(dayIn(visit, 'past'), 40) }));
  await backMember(visit.desk, { id: idOf(visit), onDay });
  return toFile(idOf(visit), 'back');
}

/** Where to: the villages of her present town first, from there up to the county and down again; then the hamlet. */
const moveForm = about('member/move', 'move', async (visit, file) => {
  const asked = textOf(visit.body, 'villageCode') || textOf(visit.query, 'to') || file.member.regionCode.slice(0, 9);
  const code = /^\d{4,12}$/.test(asked) ? asked : file.member.regionCode.slice(0, 9);
  return visit.desk.read(async (act) => {
    const path = await pathOf(act, code);
    const here = path.at(-1);
    const below = await childrenOf(act, code);
    const hamlets = levelOf(code) === 'village' ? await hamletsOf(act, code) : [];
    return {
      to: here?.level === 'village' ? here.code : '',
      where: sayPath(path, visit),
      wider: path.slice(0, -1).map((region) => ({ code: region.code, words: placeName(region, visit) })),
      below: below.map((region) => ({ code: region.code, words: placeName(region, visit) })),
      hamlets: [
        ...hamlets.map(({ id, name }) => ({ value: id, label: placeCalled(name, visit.lang) })),
        { value: '', label: visit.t('common.unknown') },
      ],
      present: homeOf(visit, file),
    };
  });
});

function homeOf(visit: Visit, { place, hamlet }: MemberFile): string {
  const path = sayPath(place, visit);
  if (!hamlet) return path;
  return visit.lang === 'en' ? `${placeCalled(hamlet.name, 'en')}, ${path}` : `${path} ${hamlet.name}`;
}

async function moved(visit: Visit) {
  const {
    key,
    villageCode: regionCode,
    hamletId,
    reason,
  } = visit.read(
    z.object({ key: submissionKey(), villageCode: text(12), hamletId: maybeText(40), reason: maybeText(200) }),
  );
  const id = idOf(visit);
  await moveHome(visit.desk, { key, id, regionCode, hamletId, householdId: null, reason });
  // From here on another village looks after her, and her file may be out of this officer's reach.
  return memberInReach(visit.actor, 'member.read', { id, regionCode })
    ? toFile(id, 'move')
    : seeOther('/members?done=move');
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/away', needs: 'member.correct', handle: awayForm },
  { method: 'POST', url: '/members/:id/away', needs: 'member.correct', form: awayForm, handle: goAway },
  { method: 'GET', url: '/members/:id/back', needs: 'member.correct', handle: backForm },
  { method: 'POST', url: '/members/:id/back', needs: 'member.correct', form: backForm, handle: comeBack },
  { method: 'GET', url: '/members/:id/move', needs: 'member.move', handle: moveForm },
  { method: 'POST', url: '/members/:id/move', needs: 'member.move', form: moveForm, handle: moved },
];
