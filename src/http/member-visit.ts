/**
 * What the people pages share. They are for staff: their routes need an action that only staff have, and where reading a
 * file would do, `desk.read`, so that a member who tries an address is shown the staff's door and never a file.
 */
import type { Fields } from '#http/form';
import { toldHead } from '#http/member-told';
import { type Answer, notFound, type Page, page, seeOther, type Visit } from '#http/route';
import { isKey } from '#i18n/words';
import { type MemberAct, type MemberFile, viewMember } from '#usecases/member/view';

/** Whose page this is. */
export const idOf = ({ params }: Visit): string => params.id ?? '';

/** A field as one text, '' when it is not there. */
export function one(fields: Fields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Her file, and on top of it what was just done. */
export const toFile = (id: string, done?: string): Answer => seeOther(`/members/${id}${done ? `?done=${done}` : ''}`);

/** What was just done, in words; only what the catalogue knows can be said so. */
export function doneWords({ query, t }: Visit): string {
  const key = `member.done.${one(query, 'done')}`;
  return isKey(key) ? t(key) : '';
}

/** The file with what every page about her shows. An act that is not open to this officer is a page that is not there. */
export async function fileFor(visit: Visit, act?: MemberAct) {
  const file = await viewMember(visit.desk, idOf(visit));
  if (act && !file.may[act]) notFound();
  return { file, head: toldHead(visit, file) };
}

/** A page about her: its own data beside her head line. A POST that was refused shows the same again. */
export const about =
  (name: string, act: MemberAct, more: (visit: Visit, file: MemberFile) => Promise<object> | object = () => ({})) =>
  async (visit: Visit): Promise<Page> => {
    const { file, head } = await fileFor(visit, act);
    return page(name, { head, ...(await more(visit, file)) });
  };
