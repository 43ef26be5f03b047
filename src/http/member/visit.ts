/**
 * What the people pages share. They are for staff: their routes need an action that only staff have, and where reading a
 * file would do, `desk.read`, so that a member who tries an address is shown the staff's door and never a file.
 */
import { toldFile } from '#http/member/file';
import { toldHead } from '#http/member/told';
import { called } from '#http/name';
import { type Answer, notFound, type Page, page, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { isKey } from '#i18n/words';
import { nextWaiting } from '#usecases/member/list';
import type { MemberAct } from '#usecases/member/may';
import { type MemberFile, viewMember } from '#usecases/member/view';

/** Whose page this is. */
export const idOf = ({ params }: Visit): string => params.id ?? '';

/** Her file, and on top of it what was just done. */
export const toFile = (id: string, done?: string): Answer => seeOther(`/members/${id}${done ? `?done=${done}` : ''}`);

/** What was just done, in words; only what the catalogue knows can be said so. */
export function doneWords({ query, t }: Visit): string {
  const key = `member.done.${textOf(query, 'done')}`;
  return isKey(key) ? t(key) : '';
}

/** The file and her head line. Out of reach is not found. */
export async function fileFor(visit: Visit) {
  const file = await viewMember(visit.desk, idOf(visit));
  return { file, head: toldHead(visit, file) };
}

/** Her file as a page; also what is shown when something about it was refused. */
export async function filePage(visit: Visit): Promise<Page> {
  const { file, head } = await fileFor(visit);
  const decided = ['check', 'approval', 'return'].includes(textOf(visit.query, 'done'));
  const next = decided ? await nextWaiting(visit.desk) : null;
  return page('member/file', {
    head,
    done: doneWords(visit),
    next: next && { id: next.id, name: called(next, visit.lang) },
    ...toldFile(visit, file),
  });
}

type More = (visit: Visit, file: MemberFile) => Promise<object> | object;

/**
 * A page about her, for whoever may do one of these acts now: its own data beside her head line. A POST that was refused
 * shows the same again, or her file when the act is over: somebody else was quicker.
 */
export const about =
  (name: string, acts: MemberAct | readonly MemberAct[], more: More = () => ({})) =>
  async (visit: Visit): Promise<Page> => {
    const { file, head } = await fileFor(visit);
    if (![acts].flat().some((act) => file.may[act]))
      return visit.request.method === 'POST' ? filePage(visit) : notFound();
    return page(name, { head, ...(await more(visit, file)) });
  };
