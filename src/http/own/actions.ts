/** What a member may do about one of her records now. The use cases ask again; a page only offers what makes sense. */
import { minuteOfDay } from '#domain/day';
import type { Side } from '#http/own/record';
import type { Listener } from '#http/told';
import { receiversOf } from '#http/told';
import { sayTime } from '#i18n/say';
import type { OwnView } from '#usecases/exchange/own-view';

export interface OwnAction {
  label: string;
  /** A page that asks first. */
  href?: string;
  /** A resource that is posted to at once. */
  post?: string;
  kind: 'primary' | 'plain' | 'grave';
  icon?: string;
  /** A sentence above the button. */
  hint?: string;
}

export function actionsFor(view: OwnView, side: Side, listener: Listener): OwnAction[] {
  return side === 'helper' ? helperActions(view, listener) : recipientActions(view, listener);
}

const CANCELLABLE = ['requested', 'approved', 'matched'];

function recipientActions(view: OwnView, { t, lang }: Listener): OwnAction[] {
  const { exchange, undoUntil, takeBackUntil } = view;
  const at = `/exchanges/${exchange.id}`;
  const until = (instant: number) => sayTime(lang, minuteOfDay(instant));
  if (undoUntil !== null) {
    const hint = t('own.undo_until', { time: until(undoUntil) });
    return [{ label: t('own.undo'), post: `${at}/undo`, kind: 'plain', icon: 'undo-2', hint }];
  }
  if (takeBackUntil !== null) {
    const hint = t('own.take_back_until', { time: until(takeBackUntil) });
    return [{ label: t('own.take_back'), post: `${at}/confirmation-withdrawal`, kind: 'plain', icon: 'undo-2', hint }];
  }
  if (CANCELLABLE.includes(exchange.state)) {
    return [{ label: t('own.cancel'), href: `${at}/cancellation`, kind: 'plain', icon: 'ban' }];
  }
  if (exchange.state !== 'returned' || exchange.stateBefore !== 'requested') return [];
  return [
    { label: t('own.complete'), href: `${at}/correction`, kind: 'primary', icon: 'pencil' },
    { label: t('own.drop'), href: `${at}/cancellation`, kind: 'plain' },
  ];
}

function helperActions(view: OwnView, listener: Listener): OwnAction[] {
  const { t, today } = listener;
  const { exchange } = view;
  const at = `/exchanges/${exchange.id}`;
  const due = (exchange.plannedOn ?? today) <= today;
  const late: OwnAction[] = [
    { label: t('own.log'), href: `${at}/log`, kind: 'plain', icon: 'pencil' },
    { label: t('own.nobody_home'), href: `${at}/nobody-home`, kind: 'plain' },
  ];
  switch (exchange.state) {
    case 'matched':
      return [
        { label: t('own.sign_in'), href: `${at}/sign-in`, kind: due ? 'primary' : 'plain', icon: 'id-card' },
        ...(due ? late : []),
        { label: t('own.cannot_come'), href: `${at}/withdrawal`, kind: 'plain' },
      ];
    case 'in_service':
      return [
        {
          label: t('own.sign_out'),
          post: `${at}/sign-out`,
          kind: 'primary',
          icon: 'check',
          hint: t('log.card_counts'),
        },
        ...late,
      ];
    case 'logged':
      return [
        {
          label: t('own.hand_over', { receiver: receiversOf(view, listener) }),
          href: `${at}/confirmation`,
          kind: 'primary',
          hint: t('own.hand_over_hint'),
        },
      ];
    case 'returned':
      return exchange.stateBefore === 'requested'
        ? []
        : [{ label: t('own.correct'), href: `${at}/correction`, kind: 'primary', icon: 'pencil' }];
    default:
      return [];
  }
}
