/** Ways on, lists, and what one reads before going on. */
import { dayOf } from '#domain/day';
import { HERE, type Listener, type Sample } from '#http/patterns/sample';
import { sayDay } from '#i18n/say';
import { sayMinutes, saySigned } from '#i18n/say-minutes';

export function wayOnSamples({ lang, t, now }: Listener): Sample[] {
  const say = (minutes: number) => sayMinutes(minutes, lang);
  const today = sayDay(lang, dayOf(now), dayOf(now));
  const [giver, receiver, service] = [t('pattern.volunteer'), t('pattern.elder'), t('pattern.cooking')];
  const waiting = { kind: 'waiting', words: t('pattern.waiting') };
  const pages = (page: number) => `/dev/patterns?page=${page}`;
  return [
    { component: 'back', states: [{ href: HERE }, { href: HERE, label: t('common.home') }] },
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
      component: 'summary-list',
      states: [
        {
          rows: [
            { label: t('pattern.who'), value: `${giver} · ${receiver}`, change: HERE },
            { label: t('pattern.how_long'), value: say(90), sub: t('pattern.when'), change: HERE },
            { label: t('pattern.what'), value: service, href: HERE },
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
      component: 'button',
      states: [
        { label: t('home.ask'), href: HERE },
        { label: t('common.print'), href: HERE, kind: 'plain', icon: 'printer' },
        { label: t('pattern.undo'), href: HERE, kind: 'grave', icon: 'undo-2' },
      ],
    },
    { component: 'paper-foot', states: [{}] },
    { component: 'signatures', states: [{}, { filledBy: giver, checkedBy: receiver }] },
  ];
}
