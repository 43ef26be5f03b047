/** 请人帮手 at her door: what, which day, how long; then a sentence to be read to her, and how she said yes. */
import { addDays } from '#domain/day';
import { CONSENTS } from '#domain/field/record';
import { today } from '#field/clock';
import { need, notice, part, put } from '#field/dom';
import { matesOf } from '#field/draft';
import { ASK_BUTTONS, ASK_DAYS } from '#field/draft-ask';
import { choice, refusedBefore, services } from '#field/log-choices';
import { readAsk } from '#field/read-ask';
import { lang, say } from '#field/say';
import { personOf, roster, serviceOf } from '#field/state';
import { atWords, calledPerson, draftLine, minutesWords, named, whyOf } from '#field/told';
import type { AskRecord, Draft } from '#field/types';
import { sayShortDay } from '#i18n/say';

export function askScreen(draft: Draft): DocumentFragment {
  const [first = ''] = draft.memberIds;
  const mates = matesOf(first);
  const { shown, more } = services(draft);
  const refused = refusedBefore(draft);
  const offer = ({ code, name }: { code: string; name: string }, at: number) =>
    choice({ name: 'serviceCode', value: code, label: name, checked: code === draft.serviceCode }, at);
  return part('ask', {
    summary: [],
    notices: refused ? [notice('grave', say('phone.mend_because', { why: whyOf(refused) }))] : [],
    title: say('phone.ask_title', { name: calledPerson(first) }),
    where: personOf(first)?.hamlet || personOf(first)?.villageName || null,
    services: shown.map(offer),
    moreServices: more.length > 0,
    otherServices: more.map((one) => offer(one, 1)),
    days: ASK_DAYS.map((ahead, at) => {
      const day = sayShortDay(lang(), addDays(today(), ahead), today());
      const label = ahead === 3 ? say('phone.in_three_days') : day;
      return choice({ name: 'ago', value: `${-ahead}`, label, checked: draft.ago === `${-ahead}` }, at);
    }),
    minutes: ASK_BUTTONS.map((minutes, at) =>
      choice(
        {
          ...{ name: 'minutes', value: `${minutes}`, label: minutesWords(minutes) },
          checked: `${minutes}` === draft.minutes,
        },
        at,
      ),
    ),
    matesField: mates.length > 0,
    mates: mates.map((id, at) =>
      choice(
        {
          ...{ name: 'mate', value: id, label: personOf(id)?.name ?? '', many: true },
          checked: draft.memberIds.includes(id),
        },
        at,
      ),
    ),
    aloud: true,
    consents: CONSENTS.map((how, at) =>
      choice(
        {
          ...{ name: 'consentHow', value: how, label: say(`book.consent.${how}`) },
          checked: draft.ask?.consentHow === how,
        },
        at,
      ),
    ),
  });
}

/** After it stands on the page: what its own fields hold. */
export function fillInAsk(draft: Draft): void {
  const form = need('screen').querySelector('form');
  const wish = form?.elements.namedItem('wish');
  if (wish instanceof HTMLInputElement) wish.value = draft.ask?.wish ?? '';
  const urgent = form?.elements.namedItem('urgent');
  if (urgent instanceof HTMLInputElement) urgent.checked = draft.ask?.urgent ?? false;
  keepUpAsk(draft);
}

/** The sentence to be read out is that of what stands there now, and nothing while something of it is missing. */
export function keepUpAsk(draft: Draft): void {
  const bar = document.getElementById('save-words');
  if (bar) bar.textContent = draftLine(draft);
  const place = need('screen').querySelector('[data-slot=aloud]');
  if (place) put(place, aloudWords(draft));
}

function aloudWords(draft: Draft): string {
  const list = roster();
  const agreed: Draft = { ...draft, ask: { wish: '', urgent: false, consentHow: 'inPerson' } };
  const record = list && readAsk(agreed, list, { phone: 0, today: today() }).record;
  return record ? sentence(record) : say('phone.ask_aloud_later');
}

function sentence({ memberIds, serviceCode, day, at, minutes }: AskRecord): string {
  return say('phone.ask_aloud', {
    ...{ name: named(memberIds, calledPerson), service: serviceOf(serviceCode)?.name ?? '' },
    ...{
      day: sayShortDay(lang(), addDays(today(), -day.ago), today()),
      at: atWords(at),
      minutes: minutesWords(minutes),
    },
  });
}
