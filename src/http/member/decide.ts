/**
 * Decisions on a file: handed on by the helper, checked by the village, approved by the town; sent back, suspended,
 * resumed with a reason. What is plain to decide has its button on the file; what wants a reason has a page of its own.
 */
import { z } from 'zod';
import type { Action } from '#domain/permission';
import { MEMBER_RETURN_REASONS } from '#domain/reason';
import { maybeText } from '#http/form';
import { about, filePage, idOf, toFile } from '#http/member/visit';
import { called } from '#http/name';
import { whyIn } from '#http/reason';
import type { Answer, Route, Visit } from '#http/route';
import { landed, onwardOf, withQuery } from '#http/staff-page';
import type { Key } from '#i18n/words';
import type { Desk } from '#usecases/desk';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import { dropMember } from '#usecases/member/drop';
import type { MemberAct } from '#usecases/member/may';
import { undoDeath } from '#usecases/member/report-death';
import { resumeMember } from '#usecases/member/resume';
import { returnMember } from '#usecases/member/return';
import { submitMember } from '#usecases/member/submit';
import { suspendMember } from '#usecases/member/suspend';

const Words = z.object({ reason: maybeText(300) });

/** The list that is worked through, with the next one open; else her file again. */
function goOn(visit: Visit, done: string): Answer {
  const onward = onwardOf(visit);
  return onward ? landed(onward, done, idOf(visit)) : toFile(idOf(visit), done);
}

/** Handed along through the form, and the way back: to her in that list. */
function cameFrom(visit: Visit): { onward: string; back: string } {
  const onward = onwardOf(visit) ?? '';
  const back = onward ? withQuery(onward, { record: idOf(visit), done: null, of: null }) : `/members/${idOf(visit)}`;
  return { onward, back };
}

/** One press on the file, and one goes on. */
const pressed = (
  url: string,
  needs: Action,
  done: string,
  act: (desk: Desk, input: { id: string }) => unknown,
): Route => ({
  method: 'POST',
  url: `/members/:id/${url}`,
  needs,
  form: filePage,
  handle: async (visit) => {
    await act(visit.desk, { id: idOf(visit) });
    return goOn(visit, done);
  },
});

interface Reasoned {
  url: string;
  needs: Action;
  /** Any of these opens the page. */
  acts: readonly MemberAct[];
  /** Its words: `member.<name>.title` and so on. */
  name: 'return' | 'suspension' | 'resumption' | 'cancellation' | 'death_withdrawal';
  /** What more its page shows. */
  more?: (visit: Visit) => object;
  act: (visit: Visit) => unknown;
}

/** The reason as an officer wrote it. */
const inWords = (visit: Visit) => ({ id: idOf(visit), reason: visit.read(Words).reason ?? '' });

/** A page that asks for the reason, and one goes on. */
function reasoned({ url, needs, acts, name, more, act }: Reasoned): Route[] {
  const form = about('member/reason', acts, (visit, { member }) => ({
    ...whyWords(visit, { name, called: called(member, visit.lang), action: `/members/${member.id}/${url}` }),
    ...cameFrom(visit),
    ...more?.(visit),
  }));
  return [
    { method: 'GET', url: `/members/:id/${url}`, needs, handle: form },
    {
      method: 'POST',
      url: `/members/:id/${url}`,
      needs,
      form,
      handle: async (visit) => {
        await act(visit);
        return goOn(visit, name);
      },
    },
  ];
}

export interface Asking {
  name: string;
  /** Whom it is about. */
  called: string;
  action: string;
  /** What more the words say. */
  params?: Record<string, string>;
}

/** Why? One question, on one page, whatever it is about. */
export function whyWords({ t }: Visit, asking: Asking) {
  const words = (part: string) => t(`member.${asking.name}.${part}` as Key, { name: asking.called, ...asking.params });
  return {
    action: asking.action,
    ...{ title: words('title'), lead: words('lead'), hint: words('hint'), label: words('button') },
    grave: !['return', 'resumption', 'death_withdrawal'].includes(asking.name),
  };
}

export const routes: Route[] = [
  pressed('submission', 'member.enrol', 'submission', submitMember),
  pressed('check', 'member.check', 'check', checkMember),
  pressed('approval', 'member.approve', 'approval', approveMember),
  ...reasoned({
    url: 'return',
    needs: 'desk.read',
    acts: ['returnUnchecked', 'returnChecked'],
    name: 'return',
    more: ({ t }) => ({
      reasons: MEMBER_RETURN_REASONS.map((reason) => ({ value: reason, label: t(`member.return_reason.${reason}`) })),
    }),
    act: (visit) => returnMember(visit.desk, { id: idOf(visit), ...whyIn(visit, MEMBER_RETURN_REASONS) }),
  }),
  ...reasoned({
    url: 'suspension',
    needs: 'member.suspend',
    acts: ['suspend'],
    name: 'suspension',
    act: (visit) => suspendMember(visit.desk, inWords(visit)),
  }),
  ...reasoned({
    url: 'resumption',
    needs: 'member.suspend',
    acts: ['resume'],
    name: 'resumption',
    act: (visit) => resumeMember(visit.desk, inWords(visit)),
  }),
  ...reasoned({
    url: 'cancellation',
    needs: 'member.enrol',
    acts: ['drop'],
    name: 'cancellation',
    act: (visit) => dropMember(visit.desk, inWords(visit)),
  }),
  ...reasoned({
    url: 'death-withdrawal',
    needs: 'member.suspend',
    acts: ['undoDeath'],
    name: 'death_withdrawal',
    act: (visit) => undoDeath(visit.desk, inWords(visit)),
  }),
];
