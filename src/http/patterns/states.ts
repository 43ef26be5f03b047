/** How something stands, and what has been done. */
import { HERE, type Listener, type Sample } from '#http/patterns/sample';

export function stateSamples({ t }: Listener): Sample[] {
  const receiver = t('pattern.elder');
  const mending = { kind: 'grave', words: t('pattern.to_mend') };
  const waiting = { kind: 'waiting', words: t('pattern.waiting') };
  return [
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
      component: 'acting-for',
      states: [{ name: receiver }, { name: receiver, place: t('pattern.place') }],
    },
    {
      component: 'copy-text',
      states: [
        { name: 'one', label: t('thanks.label'), text: t('pattern.thanks') },
        { name: 'hinted', label: t('thanks.label'), hint: t('thanks.hint'), text: t('pattern.thanks') },
      ],
    },
    {
      component: 'empty-state',
      states: [
        {},
        { text: t('pattern.nobody') },
        { text: t('pattern.nobody'), href: HERE, label: t('pattern.tomorrow') },
      ],
    },
  ];
}
