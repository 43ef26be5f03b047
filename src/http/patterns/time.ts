/** How much time, who helped whom, what waits for a word, and the passbook. */
import { dayOf } from '#domain/day';
import { HERE, type Listener, type Sample } from '#http/patterns/sample';
import { drawQr } from '#http/qr';
import { sayDay, sayLeaf } from '#i18n/say';
import { saySigned } from '#i18n/say-minutes';

export function timeSamples({ lang, t, now }: Listener): Sample[] {
  const today = sayDay(lang, dayOf(now), dayOf(now));
  const torn = sayLeaf(lang, dayOf(now));
  const [giver, receiver, service] = [t('pattern.volunteer'), t('pattern.elder'), t('pattern.cooking')];
  const held = t('pattern.held');
  const line = { giver, receiver, service };
  const receipt = (number: string, href: string | null) => ({ words: t('statement.receipt', { number }), href });
  const waiting = { kind: 'waiting', words: t('pattern.waiting') };
  const lines = [
    {
      day: today,
      words: `${giver} · ${service}`,
      href: HERE,
      minutes: 90,
      balance: 150,
      receipts: [receipt('61-24891a24', null)],
    },
    {
      day: today,
      words: t('pattern.cleaning'),
      href: '',
      minutes: -60,
      balance: 90,
      receipts: [receipt('62-7a518fc0', HERE)],
    },
  ];
  const corrected = {
    ...{ day: today, words: `${giver} · ${service}`, href: HERE, minutes: 60, balance: 150 },
    subs: [
      t('statement.first', { minutes: saySigned(120, lang) }),
      t('statement.put_right', { day: today, why: t('exchange.reason.wrong_minutes') }),
      t('statement.stands', { minutes: saySigned(60, lang) }),
    ],
    receipts: ['61-24891a24', '63-0be91c77', '64-9d1f3a02'].map((number) => receipt(number, HERE)),
  };
  const passbook = {
    from: { label: t('statement.opening'), minutes: 60 },
    lines,
    to: { label: t('statement.closing'), minutes: 90 },
  };
  const book = { title: t('pattern.book'), opening: 60, came: 90, went: 60, closing: 90 };
  const leaf = { book, lines, broughtForward: 60, carriedOver: 90 };
  return [
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
        { next: { leaf: torn, when: t('pattern.when'), words: t('pattern.deed'), href: HERE }, quiet: '' },
        { next: { leaf: null, when: t('pattern.when'), words: t('pattern.deed'), href: HERE }, quiet: '', link: true },
        { next: null, quiet: t('home.nobody_comes') },
      ],
    },
    {
      component: 'person-line',
      states: [line, { ...line, when: today, minutes: 90 }, { ...line, when: today, minutes: 90, href: HERE }],
    },
    {
      component: 'entry-line',
      states: [
        { words: `${giver} · ${service}`, minutes: 90, balance: 750, href: HERE, tag: waiting },
        { words: t('pattern.cleaning'), minutes: -60, balance: 690 },
      ],
    },
    { component: 'yes-no', states: [{ id: 'sample', words: t('pattern.question') }] },
    {
      component: 'question-tile',
      states: [
        { href: HERE, words: t('pattern.question'), more: 0 },
        { href: HERE, words: t('pattern.question'), more: 2 },
      ],
    },
    {
      component: 'answers',
      states: [{ answers: [{ question: t('pattern.how_long'), answer: t('pattern.granted') }] }],
    },
    {
      component: 'qr',
      states: [{ code: drawQr(t('pattern.number')) }, { code: drawQr(t('pattern.number')), label: t('card.qr') }],
    },
    {
      component: 'passbook-lines',
      states: [passbook, { ...passbook, lines: [corrected] }, { ...passbook, lines: [corrected], paper: true }],
    },
    {
      component: 'passbook-sheets',
      states: [
        {
          ...{ who: receiver, month: today, card: '4550 0093', place: t('pattern.place'), of: 2 },
          helper: { name: giver, phone: '0766-8120001' },
          seals: [
            t('slip.month_root', { root: '8f3a 11c0 2b7e 90d4', book: t('pattern.place'), size: 120, when: today }),
          ],
          sheets: [
            [
              { ...leaf, number: 1, first: true, last: false },
              { ...leaf, number: 2, first: false, last: true },
            ],
          ],
        },
      ],
    },
  ];
}
