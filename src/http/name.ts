/**
 * What people are called on a page, and the one rule for English pages: a name is said in pinyin, family name first.
 *
 *   in sentences, in titles, and on everything that elders read    Chen Guangcai         `sayName`, `called`
 *   where an officer must find somebody on paper: rows, heads,     Chen Guangcai 陈光财   `nameOnPaper`, `fullName`
 *   options, answers of a form
 *
 * On Chinese pages both say what is on file. `markChinese` tells the browser which letters are Chinese.
 */
import { spellName } from '#db/pinyin';
import type { Language, Translate } from '#i18n/words';

export interface Named {
  name: string;
  /** 花名: what everybody calls her. */
  nickname: string | null;
}

export const sayName = (name: string, lang: Language): string => (lang === 'en' ? spellName(name) : name);

export function nameOnPaper(name: string, lang: Language): string {
  const said = sayName(name, lang);
  return said === name ? name : `${said} ${name}`;
}

/** What everybody calls her. */
export const called = ({ name, nickname }: Named, lang: Language): string => sayName(nickname ?? name, lang);

/** 七婆（林七妹）: where it must be clear who is meant. */
export function calledInFull({ t, lang }: { t: Translate; lang: Language }, person: Named): string {
  const { name, nickname } = person;
  if (!nickname || nickname === name) return sayName(name, lang);
  return t('who.called_in_full', { nickname: sayName(nickname, lang), name: sayName(name, lang) });
}

/** 林七妹（七婆）: as she stands on file, with what everybody calls her. */
export function fullName({ t, lang }: { t: Translate; lang: Language }, { name, nickname }: Named): string {
  if (!nickname || nickname === name) return nameOnPaper(name, lang);
  return t('who.full_name', { name: nameOnPaper(name, lang), nickname: nameOnPaper(nickname, lang) });
}
