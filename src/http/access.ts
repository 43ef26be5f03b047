/** Coming in and going out. Members by card or phone and PIN, staff by name and password, through doors of their own. */
import { z } from 'zod';
import { localPath } from '#http/back';
import { digits, text } from '#http/form';
import { HOMES } from '#http/front';
import { type Answer, type OpenVisit, page, type Route, seeOther } from '#http/route';
import { signInMember } from '#usecases/access/sign-in-member';
import { signInStaff } from '#usecases/access/sign-in-staff';

const MemberForm = z.object({ who: text(40), pin: digits(20) });
const StaffForm = z.object({ login: text(60), password: z.string({ error: 'missing' }).min(1, 'missing').max(200) });

/** The page that somebody wanted before they were asked who they are, kept through the form. */
const nextOf = ({ query, body }: OpenVisit): string | null => localPath(body.next ?? query.next);

const memberDoor = (visit: OpenVisit) =>
  page('access/member', { next: nextOf(visit) ?? '', over: visit.request.sessionOver });
const staffDoor = (visit: OpenVisit) =>
  page('access/staff', { next: nextOf(visit) ?? '', over: visit.request.sessionOver });

async function enter(visit: OpenVisit, subjectId: string): Promise<Answer> {
  await visit.office.sessions.signIn(visit.request, visit.reply, subjectId);
  return seeOther(nextOf(visit) ?? HOMES[subjectId.startsWith('mem_') ? 'member' : 'staff']);
}

export const routes: Route[] = [
  { method: 'GET', url: '/sign-in', needs: 'public', handle: memberDoor },
  {
    method: 'POST',
    url: '/sign-in',
    needs: 'public',
    counted: 'signIn',
    form: memberDoor,
    handle: async (visit) => {
      const { subjectId } = await signInMember(visit.desk, visit.read(MemberForm));
      return enter(visit, subjectId);
    },
  },
  { method: 'GET', url: '/staff/sign-in', needs: 'public', handle: staffDoor },
  {
    method: 'POST',
    url: '/staff/sign-in',
    needs: 'public',
    counted: 'signIn',
    form: staffDoor,
    handle: async (visit) => {
      const { subjectId } = await signInStaff(visit.desk, visit.read(StaffForm));
      return enter(visit, subjectId);
    },
  },
  {
    method: 'POST',
    url: '/sign-out',
    needs: 'public',
    handle: async ({ request, reply, office }) => {
      await office.sessions.signOut(request, reply);
      return seeOther('/?out=1');
    },
  },
];
