/** 空岗: posts that nobody holds today, by role and place. */

import { sayName } from '#http/name';
import { sayPath } from '#http/place-words';

import { page, type Route, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { sayDate } from '#i18n/say';
import { everydayName } from '#records/region';
import { type EmptyPostSeen, listPosts, POSTS_SHOWN, type Posts } from '#usecases/post/list';

function postWords(
  { before, coming, waiting, path, coverId, role, regionCode }: EmptyPostSeen,
  { names }: Posts,
  visit: Visit,
) {
  const { t, lang } = visit;
  const called = (id: string) => sayName(names.get(id) ?? id, lang);
  return {
    place: sayPath(path, visit),
    href: role === 'helper' ? `/posts/${regionCode}` : '',
    since: before
      ? t('post.since_day', { day: sayDate(lang, before.since), name: called(before.userId) })
      : t('post.never'),
    next: [
      coverId ? t('post.covered_by', { name: called(coverId) }) : '',
      coming ? t('post.coming', { day: sayDate(lang, coming.from), name: called(coming.userId) }) : '',
      waiting ? t('post.waiting', { name: called(waiting.userId) }) : '',
    ]
      .filter(Boolean)
      .join(t('policy.unit.semicolon')),
  };
}

/** Somebody held it once, or will: there is more to say than that it is empty. */
const isKnown = ({ before, coming, waiting, coverId }: EmptyPostSeen): boolean =>
  Boolean(before ?? coming ?? waiting ?? coverId);

interface Town {
  /** 云城区 云城街道; '' where one sees a single town anyway. */
  title: string;
  places: { words: string; href: string }[];
}

/** Hundreds of villages are read town by town. */
function byTown(posts: readonly EmptyPostSeen[], visit: Visit): Town[] {
  const towns = new Map<string, Town>();
  for (const { path, role, regionCode } of posts) {
    const title = sayPath(path.slice(0, -1), visit);
    const town = towns.get(title) ?? { title, places: [] };
    town.places.push({
      words: sayPath(path.slice(-1), visit),
      href: role === 'helper' ? `/posts/${regionCode}` : '',
    });
    towns.set(title, town);
  }
  return [...towns.values()];
}

async function list(visit: Visit) {
  const { t, lang, query } = visit;
  const posts = await listPosts(visit.desk, textOf(query, 'in') || null);
  const named = posts.places.map(({ code, name, pinyin, level }) => ({
    value: code,
    label: `${level === 'town' ? '\u2003' : ''}${lang === 'en' ? pinyin : everydayName(name)}`,
  }));
  return page('post/list', {
    chosen: textOf(query, 'in'),
    places: named,
    roles: posts.roles.map(({ role, total, empty, shown }) => ({
      title: t('post.count', { role: t(`role.${role}`), total, empty }),
      empty,
      more: empty > shown.length ? t('post.more', { count: POSTS_SHOWN }) : '',
      posts: shown.filter(isKnown).map((post) => postWords(post, posts, visit)),
      never: byTown(
        shown.filter((post) => !isKnown(post)),
        visit,
      ),
    })),
  });
}

export const routes: Route[] = [{ method: 'GET', url: '/posts', needs: 'user.read', handle: list }];
