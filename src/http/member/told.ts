/** Members as staff pages tell of them: what she is called, where she lives, what state her file is in. */
import type { Away, MemberState } from '#domain/member';
import { called, calledInFull, type Named, nameOnPaper } from '#http/name';
import { homeWords, placeCalled, sayPath } from '#http/place-words';
import { sayDate } from '#i18n/say';
import { isKey, type Language, type Translate } from '#i18n/words';
import type { MemberLine } from '#usecases/member/list';
import type { MemberFile } from '#usecases/member/view';

/** In which language and words; a visit will do. */
export interface Telling {
  lang: Language;
  t: Translate;
}

/** Words of a code; none where the catalogue has no line for it. */
export const codeWords = ({ t }: Telling, key: string): string => (isKey(key) ? t(key) : '');

/** 独居、留守 */
export const joined = ({ t }: Telling, parts: readonly string[]): string => parts.filter(Boolean).join(t('member.and'));

export interface Tag {
  kind: 'good' | 'waiting' | 'grave' | 'plain';
  words: string;
}

const STATE_KINDS: Record<MemberState, Tag['kind']> = {
  draft: 'grave',
  submitted: 'waiting',
  checked: 'waiting',
  approved: 'good',
  suspended: 'grave',
  closed: 'plain',
  deceased: 'plain',
};

export const stateTag = ({ t }: Telling, state: MemberState): Tag => ({
  kind: STATE_KINDS[state],
  words: t(`member.state.${state}`),
});

/** 住院，到 2026年12月1日 */
export function sayAway({ lang, t }: Telling, { kind, toDay }: Away): string {
  const where = t(`member.away.${kind}`);
  return toDay ? t('member.away_until', { where, day: sayDate(lang, toDay) }) : where;
}

/** 老人 · 志愿者, or what somebody is who neither serves nor is served: family, an officer. */
export function sayParts({ t }: Telling, { serves, receives }: { serves: boolean; receives: boolean }): string {
  const parts = [receives ? t('member.part.receives') : '', serves ? t('member.part.serves') : ''].filter(Boolean);
  return parts.join(t('member.and')) || t('member.part.neither');
}

/** Somebody as a row that can be pressed. */
export function toldLine(telling: Telling, line: MemberLine) {
  const { t } = telling;
  return {
    href: `/members/${line.id}`,
    id: line.id,
    called: nameOnPaper(line.nickname ?? line.name, telling.lang),
    name: line.nickname && line.nickname !== line.name ? nameOnPaper(line.name, telling.lang) : '',
    age: t('member.age', { age: line.age }),
    home: homeWords(line.village, line.hamlet?.name ?? '', telling),
    parts: sayParts(telling, line),
    // On file and well is what most of them are: only what is otherwise is said.
    tag: line.state === 'approved' ? null : stateTag(telling, line.state),
    away: line.away ? sayAway(telling, line.away) : '',
  };
}

/** Her head line, on every page about her. */
export function toldHead(telling: Telling, { member, age, place, hamlet }: MemberFile) {
  const { t } = telling;
  return {
    id: member.id,
    called: called(member, telling.lang),
    full: calledInFull(telling, member),
    /** The name on file, where everybody calls her something else; in English always, because of the paper. */
    name: nameOnFile(member, telling.lang),
    who: [t(`member.sex.${member.sex}`), t('member.age', { age })].join(t('member.comma')),
    home: homeWords(place.at(-1), hamlet?.name ?? '', telling),
    path: sayPath(place, telling),
    hamlet: hamlet ? placeCalled(hamlet.name, telling.lang) : '',
    tag: stateTag(telling, member.state),
  };
}

function nameOnFile({ name, nickname }: Named, lang: Language): string {
  const written = nameOnPaper(name, lang);
  return written === called({ name, nickname }, lang) ? '' : written;
}
