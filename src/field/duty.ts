/** 探访: two taps when all is well, the person and the button; else what is wrong, and whom to call at once. */
import { addDays } from '#domain/day';
import { keepUpCalls } from '#field/calls';
import { phoneNow, today } from '#field/clock';
import { need, notice, part } from '#field/dom';
import { agoOf, blank, dayMeant } from '#field/draft';
import { choice, refusedBefore } from '#field/log-choices';
import { fillInLook, readLook } from '#field/look';
import {
  type Clocks,
  dayOfDraft,
  ownFamily,
  type Problem,
  savedNow,
  type Understood,
  understanding,
} from '#field/read-draft';
import { lookOf, NOTHING_WRONG } from '#field/read-look';
import { lang, say } from '#field/say';
import { isOwn, known, personOf } from '#field/state';
import { calledPerson, draftLine, owedWords, whyOf } from '#field/told';
import { type Draft, DUTY, type DutyRecord, type Roster } from '#field/types';
import { sayShortDay } from '#i18n/say';

export function draftForDuty(memberId: string): Draft {
  const begun = known.drafts.find((one) => one.does === 'duty' && !one.mends && one.memberIds[0] === memberId);
  return begun ?? { ...blank(), does: 'duty', memberIds: [memberId], look: NOTHING_WRONG };
}

/** What the house refused, under the same id. */
export function dutyToMend(id: string, record: DutyRecord): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  const { mode, findings, note = '' } = record;
  const said = {
    memberIds: [...record.memberIds],
    look: { mode, findings: [...findings], note },
    ...agoOf(dayMeant(record)),
  };
  return begun ?? { ...blank(), id, mends: true, does: 'duty', ...said };
}

export function dutyScreen(draft: Draft): DocumentFragment {
  const [first = ''] = draft.memberIds;
  const person = personOf(first);
  const refused = refusedBefore(draft);
  return part('duty', {
    summary: [],
    notices: [
      ...(refused ? [notice('grave', say('phone.mend_because', { why: whyOf(refused) }))] : []),
      ...(isOwn(first) ? [notice('grave', say('phone.own_family_do'))] : []),
    ],
    title: say('visit.title', { name: calledPerson(first) }),
    where: person
      ? [
          person.hamlet || person.villageName,
          person.away ? say(`member.away.${person.away}`) : person.owed ? owedWords(person.owed) : '',
        ]
          .filter(Boolean)
          .join(say('care.comma'))
      : null,
    logTo: `#log/${first}`,
    log: person !== undefined && !draft.mends,
    days: [0, 1, 2].map((ago) =>
      choice(
        {
          ...{ name: 'ago', value: String(ago), checked: String(ago) === draft.ago && draft.otherDay === '' },
          label: sayShortDay(lang(), addDays(today(), -ago), today()),
        },
        ago,
      ),
    ),
  });
}

/** After it stands on the page: what its fields hold. */
export function fillInDuty(draft: Draft): void {
  const form = need('screen').querySelector('form');
  if (!form) return;
  fillInLook(form, draft);
  const day = form.elements.namedItem('otherDay');
  if (day instanceof HTMLInputElement) day.value = draft.otherDay;
  for (const drawer of form.querySelectorAll<HTMLDetailsElement>('[data-drawer=day]'))
    drawer.open = draft.otherDay !== '';
  keepUpDuty(draft);
}

export function keepUpDuty(draft: Draft): void {
  const bar = need('screen').querySelector('#save-words');
  if (bar) bar.textContent = draftLine(draft);
  keepUpCalls(draft);
}

export const readDutyForm = (draft: Draft, form: HTMLFormElement): Draft => {
  const data = new FormData(form);
  return {
    ...draft,
    ...{ touchedAt: phoneNow(), look: readLook(form, draft.look) },
    ...{ ago: String(data.get('ago') ?? draft.ago), otherDay: String(data.get('otherDay') ?? '') },
  };
};

export function readDuty(draft: Draft, list: Roster, clocks: Clocks): Understood<DutyRecord> {
  const { id, memberIds, look = NOTHING_WRONG } = draft;
  const problems: Problem[] = [...ownFamily(draft, list)];
  const day = understanding(problems)('otherDay', () => dayOfDraft(draft, clocks));
  if (look.mode === 'notSeen' && look.findings.length > 0) problems.push({ field: 'mode', code: 'visit_unseen' });
  if (problems.length > 0 || !day) return { record: null, problems };
  return { record: { id, form: DUTY, memberIds, ...lookOf(look), day, ...savedNow(clocks) }, problems: [] };
}
