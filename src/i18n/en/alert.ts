/** Alerts: what was found, who sees to it by when, and what became of it. */
import type { AlertFloor, AlertKind, AlertMoveName, AlertState, CloseReason } from '#domain/alert';
import type { Urgency } from '#domain/visit';

const states = {
  'alert.state.open': 'Waits for somebody',
  'alert.state.taken': 'Being seen to',
  'alert.state.closed': 'Closed',
} as const satisfies Record<`alert.state.${AlertState}`, string>;

const kinds = {
  'alert.kind.found': 'Found on a visit',
  'alert.kind.unseen': 'Not met, time after time',
  'alert.kind.storm': 'Not seen in time after a storm',
} as const satisfies Record<`alert.kind.${AlertKind}`, string>;

const urgencies = {
  'alert.urgency.now': 'At once',
  'alert.urgency.soon': 'Within days',
  'alert.urgency.later': 'Not urgent',
} as const satisfies Record<`alert.urgency.${Urgency}`, string>;

const floors = {
  'alert.floor.village': 'Village',
  'alert.floor.town': 'Town',
  'alert.floor.county': 'County',
} as const satisfies Record<`alert.floor.${AlertFloor}`, string>;

const moves = {
  'alert.move.open': 'Found',
  'alert.move.add': 'Found again',
  'alert.move.take': 'Taken on',
  'alert.move.handOn': 'Handed on',
  'alert.move.raise': 'Past its deadline: raised a level',
  'alert.move.close': 'Closed',
  'alert.move.reopen': 'Opened again',
} as const satisfies Record<`alert.move.${AlertMoveName}`, string>;

const reasons = {
  'alert.reason.helped': 'Seen to',
  'alert.reason.hospital': 'Taken to hospital',
  'alert.reason.family_came': 'Family came',
  'alert.reason.service_arranged': 'Help was arranged',
  'alert.reason.relief': 'Relief was applied for',
  'alert.reason.died': 'The elder has died',
  'alert.reason.mistaken': 'A mistake, nothing was wrong',
  'alert.reason.other': 'Something else',
} as const satisfies Record<`alert.reason.${CloseReason}`, string>;

export const alert = {
  ...states,
  ...kinds,
  ...urgencies,
  ...floors,
  ...moves,
  ...reasons,
  'alert.title': 'Alerts',
  'alert.of': '{name}: {what}',
  'alert.lead': 'By deadline, the nearest first.',
  'alert.lead_none': 'No alert is open.',
  'alert.lists': 'Which list',
  'alert.list.open': 'Open',
  'alert.list.closed': 'Closed lately',
  'alert.none_closed': 'No alert has been closed yet.',
  'alert.by': 'To be seen to by {when}',
  'alert.late': 'Overdue: was to be seen to by {when}',
  'alert.closed_at': 'Closed {when}: {why}',
  'alert.taking': 'I see to it',
  'alert.owner': 'Who sees to it',
  'alert.nobody': 'Nobody in post',
  'alert.what': 'What was found',
  'alert.deadline': 'Deadline',
  'alert.deadline_late': 'overdue',
  'alert.floor': 'Raised to',
  'alert.note': 'In words',
  'alert.found_on': 'Visits on which it was found',
  'alert.history': 'What was done',
  'alert.call': 'Call',
  'alert.no_number': 'No number on file. Please go there.',
  'alert.see_file': 'File of {name}',
  'alert.visit_again': 'Record another visit',
  'alert.closing': 'Close it',
  'alert.closing_title': 'Close this alert',
  'alert.closing_lead': 'What was done, in a few words that others will understand.',
  'alert.closing_why': 'What came of it?',
  'alert.closing_note': 'What was done',
  'alert.closing_hint': 'For example: in the county hospital, the daughter is there',
  'alert.closing_do': 'Close it',
  'alert.handing': 'Hand it on',
  'alert.handing_title': 'Hand it on to whom?',
  'alert.handing_lead': 'From then on they answer for it, and the deadline stays. Please call them as well.',
  'alert.handing_who': 'Who sees to it',
  'alert.handing_note': 'A few words',
  'alert.handing_do': 'Hand it on',
  'alert.handing_nobody': 'Nobody else is in post here.',
  'alert.reopening': 'Open it again',
  'alert.newer': 'The same was found again later: see that one',
  'alert.reopening_title': 'Open this alert again',
  'alert.reopening_lead': 'If it was not over, open it again. You then see to it.',
  'alert.reopening_why': 'Why it was not over',
  'alert.reopening_do': 'Open again, I see to it',
  'alert.done.take': 'You see to it now.',
  'alert.done.handOn': 'Handed on. Please call them as well.',
  'alert.done.close': 'Closed.',
  'alert.done.reopen': 'Open again; you see to it.',
  'alert.system': 'By the clock',
  'alert.reason.post': 'the helper post changed hands',
  'alert.reason.moved_home': 'The elder moved',
  'alert.on_desk': 'Alerts',
  'alert.on_desk_all': 'All alerts',
} as const;
