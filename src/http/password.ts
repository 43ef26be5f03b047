/** An officer's own password, with the old one in hand. Whoever has no post yet may change it too. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { beside } from '#http/office/words';
import { page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { changePassword } from '#usecases/user/change-password';

const secret = z.string({ error: 'missing' }).min(1, 'missing').max(200);
const Form = z.object({ oldPassword: secret, password: secret, again: secret });

const ask = ({ query }: StaffVisit) => page('password/password', { done: textOf(query, 'done') === 'changed' });

async function change(visit: StaffVisit) {
  const { desk, office, request, reply, actor } = visit;
  const { oldPassword, password, again } = visit.read(Form);
  if (password !== again) throw new Refusal('password_differs', { field: 'again' });
  await changePassword(desk, { oldPassword, newPassword: password }).catch(beside({ newPassword: 'password' }));
  // Every session of this login is over, this one too: whoever just changed it comes in again here.
  await office.sessions.signIn(request, reply, actor.id);
  return seeOther('/password?done=changed');
}

export const routes: Route[] = [
  { method: 'GET', url: '/password', needs: 'signedIn', handle: forStaff(ask) },
  {
    method: 'POST',
    url: '/password',
    needs: 'signedIn',
    counted: 'signIn',
    form: forStaff(ask),
    handle: forStaff(change),
  },
];
