/** 查看: an identity number, a phone, an address, the numbers of her contacts; shown once, after it was written down who looked and what for. */
import { z } from 'zod';
import { choice } from '#http/form';
import { toldHead } from '#http/member/told';
import { idOf } from '#http/member/visit';
import { nameOnPaper } from '#http/name';
import { type Answer, type Page, page, type Route, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { lookAtContacts } from '#usecases/contact/look';
import { LOOK_REASONS, REVEALED, type Revealed, revealMember } from '#usecases/member/reveal';
import { viewMember } from '#usecases/member/view';

const LOOKS = [...REVEALED, 'contacts'] as const;
type Look = (typeof LOOKS)[number];

interface Shown {
  label: string;
  value: string;
  /** What a telephone dials. */
  tel?: string;
}

async function lookPage(visit: Visit, what: Look, shown: Shown[] | null): Promise<Page> {
  const file = await viewMember(visit.desk, idOf(visit));
  const whys = LOOK_REASONS.map((why) => ({ value: why, label: visit.t(`member.look_reason.${why}`) }));
  return page('member/look', { head: toldHead(visit, file), what, whys, shown });
}

const form = (visit: Visit): Promise<Page> => {
  const asked = textOf(visit.body, 'what') || textOf(visit.query, 'what');
  return lookPage(visit, LOOKS.find((look) => look === asked) ?? 'phone', null);
};

async function look(visit: Visit): Promise<Answer> {
  const { what, why } = visit.read(z.object({ what: choice(LOOKS), why: choice(LOOK_REASONS) }));
  const id = idOf(visit);
  if (what === 'contacts') {
    const contacts = await lookAtContacts(visit.desk, { id, why });
    return lookPage(
      visit,
      what,
      contacts.map(({ name, relation, phone }) => called(`${nameOnPaper(name, visit.lang)} ${relation}`, phone)),
    );
  }
  const { value } = await revealMember(visit.desk, { id, what, why });
  return lookPage(visit, what, value ? [said(visit, what, value)] : []);
}

const called = (label: string, phone: string): Shown => ({ label, value: phone, tel: phone.replace(/[^\d+]/g, '') });

function said({ t }: Visit, what: Revealed, value: string): Shown {
  const label = t(`member.revealed.${what}`);
  if (what === 'phone') return called(label, value);
  return { label, value: what === 'identity' ? value.replace(/^(\d{6})(\d{8})(\w{4})$/, '$1 $2 $3') : value };
}

// Every page of somebody who is signed in is `no-store`; the look itself comes with the answer to a POST, so that neither
// an address nor Back shows it again.
export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/looks', needs: 'desk.read', handle: form },
  { method: 'POST', url: '/members/:id/looks', needs: 'desk.read', form, handle: look },
];
