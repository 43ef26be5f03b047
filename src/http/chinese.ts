/**
 * Chinese on an English page says that it is Chinese (WCAG 3.1.2): a voice reads 陈光财 as a name and not as nothing, and
 * a browser takes the right letters. It is done with the finished page, so that no template can forget it: what people
 * typed stands everywhere.
 */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const CHINESE_WORDS =
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef](?:[\p{Script=Han}\u3000-\u303f\uff00-\uffef\d\s]*[\p{Script=Han}\u3000-\u303f\uff00-\uffef])?/gu;
const PART = /<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'use',
  'wbr',
]);
/** Elements that hold letters and no elements: the language stands on themselves. */
const LETTERS_ONLY = new Set(['option', 'textarea', 'title']);
/** What one presses or fills in. Anything larger holds English words too. */
const CONTROL = /^<(a|button|input|label|select)\b/i;
const LANG = 'lang="zh-CN"';

interface Open {
  name: string;
  chinese: boolean;
  /** Where its tag stands among the parts. */
  at: number;
}

/** @param html as the renderer makes it: `>` inside an attribute is written `&gt;` */
export function markChinese(html: string): string {
  const parts = html.match(PART) ?? [];
  const open: Open[] = [];
  const mark = (at: number) => {
    const tag = parts[at] ?? '';
    parts[at] = tag.includes(' lang=') ? tag : tag.replace(/^<[a-z][\w-]*/i, (start) => `${start} ${LANG}`);
  };
  for (const [at, part] of parts.entries()) {
    if (part.startsWith('<')) {
      openOrClose(open, part, at);
      if (CONTROL.test(part) && CHINESE.test(saidBy(part))) mark(at);
      continue;
    }
    const inside = open.at(-1);
    if (inside?.chinese || !CHINESE.test(part)) continue;
    if (inside && LETTERS_ONLY.has(inside.name)) mark(inside.at);
    else parts[at] = part.replace(CHINESE_WORDS, (words) => `<span ${LANG}>${words}</span>`);
  }
  return parts.join('');
}

/** What a voice reads of a tag itself: what stands in a field, and a label. Its language is the element's. */
const saidBy = (tag: string): string =>
  (/ aria-label="([^"]*)"/.exec(tag)?.[1] ?? '') + (/^<input\b.* value="([^"]*)"/is.exec(tag)?.[1] ?? '');

function openOrClose(open: Open[], tag: string, at: number): void {
  const [, end, name = ''] = /^<(\/?)([a-z][\w-]*)/i.exec(tag) ?? [];
  if (name === '' || tag.endsWith('/>') || VOID.has(name.toLowerCase())) return;
  if (end) {
    const from = open.findLastIndex((one) => one.name === name);
    if (from >= 0) open.length = from;
    return;
  }
  const lang = / lang="([\w-]+)"/.exec(tag)?.[1];
  open.push({ name, at, chinese: lang ? lang.startsWith('zh') : (open.at(-1)?.chinese ?? false) });
}
