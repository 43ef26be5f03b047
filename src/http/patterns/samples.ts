/** What the page of all components shows: each in each of its states. A component that is missing here fails a test. */
import { dayOf, type Instant } from '#domain/day';
import { sayMinutes, saySigned } from '#domain/minutes';
import { sayDay } from '#i18n/say';
import type { Language, Translate } from '#i18n/words';

/** `views/components/<component>`, once for each state. */
export interface Sample {
  component: string;
  states: Record<string, unknown>[];
}

const HERE = '#main';

interface Listener {
  lang: Language;
  t: Translate;
  now: Instant;
}

/** Everything but the parts of a form, which stand in a form that can be sent. */
export function samples({ lang, t, now }: Listener): Sample[] {
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const today = sayDay(lang, dayOf(now), dayOf(now));
  const [giver, receiver, service] = [t('pattern.volunteer'), t('pattern.elder'), t('pattern.cooking')];
  const held = t('pattern.held');
  const line = { giver, receiver, service };
  const mending = { kind: 'grave', words: t('pattern.to_mend') };
  const waiting = { kind: 'waiting', words: t('pattern.waiting') };
  const pages = (page: number) => `/dev/patterns?page=${page}`;
  return [
    {
      component: 'acting-for',
      states: [{ name: receiver }, { name: receiver, place: t('pattern.place') }],
    },
    { component: 'back', states: [{ href: HERE }, { href: HERE, label: t('common.home') }] },
    {
      component: 'balance-card',
      states: [
        { id: 'granted', label: t('common.balance'), minutes: 750, lines: [t('pattern.granted'), held] },
        {
          ...{ id: 'linked', label: t('common.balance'), minutes: 981, lines: [], listen: HERE },
          more: { href: HERE, label: t('home.my_time') },
        },
        { id: 'empty', label: t('common.balance_of', { name: receiver }), minutes: 0, lines: [] },
        { id: 'owing', label: t('common.owes'), minutes: 45, lines: [t('pattern.why_owed')] },
      ],
    },
    {
      component: 'next-visit',
      states: [
        { next: { when: t('pattern.when'), words: t('pattern.deed'), href: HERE }, quiet: '' },
        { next: { when: t('pattern.when'), words: t('pattern.deed'), href: HERE }, quiet: '', link: true },
        { next: null, quiet: t('home.nobody_comes') },
      ],
    },
    {
      component: 'person-line',
      states: [line, { ...line, when: today, minutes: 90 }, { ...line, when: today, minutes: 90, href: HERE }],
    },
    {
      component: 'tile',
      states: [
        { href: HERE, title: t('home.records') },
        { href: HERE, title: t('home.ask'), primary: true, icon: 'hand-helping' },
        {
          ...{ href: HERE, title: receiver, text: t('pattern.late'), icon: 'user-round' },
          tag: { kind: 'grave', words: t('pattern.overdue') },
        },
        { href: HERE, title: t('pattern.cleaning'), text: today, icon: 'user-round', tag: waiting },
      ],
    },
    {
      component: 'status-tag',
      states: [
        { kind: 'good', words: t('pattern.credited') },
        waiting,
        mending,
        { kind: 'plain', words: t('pattern.booked') },
        { kind: 'plain', words: t('pattern.booked'), icon: 'hourglass' },
      ],
    },
    {
      component: 'notice',
      states: [
        { kind: 'good', text: t('pattern.saved') },
        { kind: 'waiting', text: t('pattern.on_phone') },
        { kind: 'grave', text: t('pattern.no_way_back') },
        { text: t('pattern.to_know') },
      ],
    },
    {
      component: 'confirmation',
      states: [
        {
          ...{ title: t('book.saved_title'), number: t('pattern.number'), lines: [t('pattern.saved')] },
          level: 2,
          next: [t('pattern.next_check'), t('pattern.next_credit')],
        },
        { title: t('book.saved_title'), level: 2, waiting: true, lines: [t('pattern.on_phone')] },
      ],
    },
    {
      component: 'entry-line',
      states: [
        { words: `${giver} · ${service}`, minutes: 90, balance: 750, href: HERE, tag: waiting },
        { words: t('pattern.cleaning'), minutes: -60, balance: 690 },
      ],
    },
    {
      component: 'summary-list',
      states: [
        {
          rows: [
            { label: t('pattern.who'), value: `${giver} · ${receiver}`, change: HERE },
            { label: t('pattern.how_long'), value: say(90), sub: t('pattern.when'), change: HERE },
            { label: t('pattern.what'), value: service },
          ],
        },
      ],
    },
    {
      component: 'table',
      states: [
        {
          columns: [
            { label: t('pattern.who'), kind: 'title' },
            { label: t('pattern.what') },
            { label: t('pattern.how_long'), kind: 'number' },
            { label: t('common.change'), kind: 'action', unseen: true },
          ],
          rows: [
            {
              cells: [
                { words: giver, href: HERE, strong: true },
                { words: service, subs: [today], tag: waiting },
                { words: saySigned(90, lang), tone: 'gain' },
                { words: t('common.change'), href: HERE, label: t('common.change_what', { what: giver }) },
              ],
            },
            {
              cells: [receiver, { words: 'exc_01k', code: true }, { words: saySigned(-60, lang), tone: 'spend' }, ''],
            },
            { total: true, cells: [t('pattern.sum'), '', say(30), ''] },
          ],
        },
      ],
    },
    {
      component: 'step-header',
      states: [
        { title: t('pattern.what'), step: 2, of: 8, level: 2 },
        { title: t('pattern.what'), level: 2 },
      ],
    },
    { component: 'yes-no', states: [{ id: 'sample', words: t('pattern.question') }] },
    {
      component: 'pager',
      states: [
        { page: 1, of: 5, url: pages },
        { page: 3, of: 5, url: pages },
        { page: 5, of: 5, url: pages },
      ],
    },
    {
      component: 'older',
      states: [{ older: HERE }, { newer: HERE, older: HERE }, { newer: HERE, newerLabel: t('common.home') }],
    },
    {
      component: 'empty-state',
      states: [
        {},
        { text: t('pattern.nobody') },
        { text: t('pattern.nobody'), href: HERE, label: t('pattern.tomorrow') },
      ],
    },
    {
      component: 'button',
      states: [
        { label: t('home.ask'), href: HERE },
        { label: t('common.print'), href: HERE, kind: 'plain', icon: 'printer' },
        { label: t('pattern.undo'), href: HERE, kind: 'grave', icon: 'undo-2' },
      ],
    },
    { component: 'signatures', states: [{}, { filledBy: giver, checkedBy: receiver }] },
  ];
}
