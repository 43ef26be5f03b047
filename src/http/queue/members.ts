/** Enrolments in the same frame as records: who waits on the left, what one decides on, and how, on the right. */

import { toldFile } from '#http/member/file';
import { toldBond } from '#http/member/papers-told';
import { joined, sayParts, toldHead } from '#http/member/told';
import { called, fullName, nameOnPaper } from '#http/name';
import { homeWords } from '#http/place-words';
import { contextIn, type ListContext, queueUrl } from '#http/queue/context';
import type { Done } from '#http/queue/done';
import { keysFor } from '#http/queue/keys';
import { placeChoices } from '#http/queue/places';
import { unlessGone } from '#http/queue/record';
import { refusalWords } from '#http/refusal';
import { type Page, page } from '#http/route';
import { type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { isKey } from '#i18n/words';
import { enrolmentIn, type MemberQueueName, type MemberQueueRow, readMemberQueue } from '#usecases/member/queue';
import { type MemberFile, viewMember } from '#usecases/member/view';

/** The step that each list is for: `POST /members/:id/<step>`. */
const STEP = { membersToCheck: 'check', membersToApprove: 'approval' } as const satisfies Record<
  MemberQueueName,
  string
>;

export async function memberQueuePage(visit: StaffVisit, name: MemberQueueName): Promise<Page> {
  const context = contextIn(visit, name);
  const view = await readMemberQueue(visit.desk, name, context);
  const asked = textOf(visit.query, 'record') || null;
  const open = asked ?? view.rows[0]?.id ?? null;
  const record = open ? await unlessGone(enrolment(visit, name, open, context)) : null;
  return page('queue/queue', {
    name,
    title: visit.t(`desk.queue.${name}`),
    count: view.count,
    ...placeChoices(visit, view.places, context, view.after),
    lines: view.rows.map((row) => lineOf(row, visit, context, record?.id ?? null)),
    clean: null,
    ofPeople: true,
    record,
    asked: asked !== null && record !== null,
    done: doneTo(visit),
  });
}

function lineOf(row: MemberQueueRow, visit: StaffVisit, context: ListContext, here: string | null) {
  const { t } = visit;
  const href = queueUrl(context, { record: row.id });
  return {
    id: row.id,
    words: fullName(visit, row),
    when: t('member.age', { age: row.age }),
    minutes: null,
    place: homeWords(row.village, row.hamlet?.name ?? '', visit),
    grade: sayParts(visit, row),
    flags: row.duplicate ? [t('desk.known_already')] : [],
    ...{ doubt: '', reason: '', clean: false, href, beside: href, here: row.id === here },
  };
}

/** Everything that `views/queue/enrolment` prints. @throws Refusal not_found */
async function enrolment(visit: StaffVisit, name: MemberQueueName, id: string, context: ListContext) {
  const { desk, t, lang } = visit;
  const file = await viewMember(desk, id);
  const { before, after, barred } = await enrolmentIn(desk, name, context.place, id);
  const step = STEP[name];
  const open = step === 'check' ? file.may.check : file.may.approve;
  const returns = step === 'check' ? file.may.returnUnchecked : file.may.returnChecked;
  const onward = queueUrl(context, { record: after ?? before });
  const decides = open === true && barred === null;
  return {
    id,
    head: toldHead(visit, file),
    ...toldFile(visit, file),
    at: `/members/${id}`,
    asks: step,
    around: around(visit, file),
    step: decides ? step : null,
    sendBack: returns ? withQuery(`/members/${id}/return`, { onward }) : null,
    barred: open && barred ? refusalWords(lang, t, { code: barred, params: {} }) : '',
    onward,
    keys: keysFor(visit, {
      a: decides ? t(`member.${step}.button`, { name: called(file.member, lang) }) : '',
      r: returns === true,
    }),
  };
}

/** Who is around her: three lines, not three lists to work on. */
function around(visit: StaffVisit, { household, kin, contacts }: MemberFile) {
  const { t, lang } = visit;
  return [
    {
      label: t('member.household'),
      value:
        joined(
          visit,
          household.map((one) => nameOnPaper(one.name, lang)),
        ) || t('member.household_none'),
    },
    {
      label: t('member.kin'),
      value:
        joined(
          visit,
          kin.map((bond) => toldBond(visit, bond).words),
        ) || t('member.kin_none'),
    },
    {
      label: t('member.contacts'),
      value:
        joined(
          visit,
          contacts.map((one) => `${nameOnPaper(one.name, lang)} ${one.relation}`),
        ) || t('member.contacts_none'),
    },
  ];
}

/** What was just done to whom. */
function doneTo({ query, t }: StaffVisit): Done | null {
  const key = `member.done.${textOf(query, 'done')}`;
  if (!isKey(key)) return null;
  const [id = ''] = /^mem_\w{1,40}$/.exec(textOf(query, 'of')) ?? [];
  return { words: t(key), id, url: `/members/${id}`, label: t('desk.see_file'), undo: '' };
}
