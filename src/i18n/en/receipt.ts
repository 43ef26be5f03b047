/** What a helper's phone says of each record. */
import type { receipt as zh } from '#i18n/zh-CN/receipt';

export const receipt: Record<keyof typeof zh, string> = {
  'receipt.unsent': 'Saved on this phone, not sent yet',
  'receipt.waiting': 'Sent, waiting for review',
  'receipt.asked_waiting': 'Sent, the town looks at it first',
  'receipt.asked_booked': 'Booked, waiting for somebody to come',
  'receipt.asked_matched': 'Booked, somebody will come',
  'receipt.absent': 'Sent: nobody was at home',
  'receipt.went': 'Sent: going is registered',
  'receipt.visited': 'Sent: the visit is written down',
  'receipt.visited_alert': 'Sent: somebody sees to it',
  'receipt.visited_after_death': 'Sent: this one does not count',
  'receipt.visited_too': 'They are a pair: a visit was written down too.',
  'receipt.after_death': 'The elder had died before that day. It is kept and counts as no visit. Please check the day.',
  'receipt.alert': '{what}: {state}. In the hands of {who}. {when}.',
  'receipt.change': 'To be changed: {why}',
  'receipt.credited': 'Credited',
  'receipt.ended': 'Decided, nothing credited: {state}',
  'receipt.ended_why': 'Decided, nothing credited: {state}, {why}',
  'receipt.later': 'The system is busy and has not taken this in. It is still on the phone and will be sent again.',
  'receipt.key_reused':
    'This record was sent before and said something else. The first one counts; to change it, open that record on the desk.',
  'receipt.family': 'This is care within your family, so you cannot record it. To have it recorded, please ask {name}.',
  'receipt.ordered': 'The round does not stand for what was booked; if it was done, write it down by itself: {orders}',
  'receipt.look': 'To look at: {flags}',
  'receipt.pin_right': 'Confirmed by the elder’s own PIN.',
  'receipt.pin_wrong':
    'The record is taken in, but the PIN was not right, so it is not confirmed. Please ask the elder to confirm again.',
  'receipt.pin_locked':
    'The record is taken in, but the PIN was tried too often today, so it is not confirmed. Please ask the elder again tomorrow.',
  'receipt.pin_not_set':
    'The record is taken in. The elder has chosen no PIN yet, so it is not confirmed. Please let the elder choose six digits on their file and confirm then; or have it confirmed by the wall card or a call.',
  'receipt.pin_other_minutes':
    'The record was taken in, but this visit was on record already with other minutes, so the PIN was not used. Please let her confirm the record as it stands.',
  'receipt.pin_unread':
    'The record is taken in, but the PIN could not be read, so it is not confirmed. Please ask the elder to confirm again.',
  'receipt.photo_taken': 'Photo uploaded',
  'receipt.photo_later':
    'The records on this photo have not been taken in yet. The photo is still on the phone and will be sent again.',
  'receipt.photo_refused': 'The photo was not taken in: {why} The record was, and stays as it is.',
  'receipt.photo_reused':
    'Another photo was sent under this number before, and the first one counts. Please open the record and add this one there.',
  'receipt.photo_elsewhere': 'A record on this photo is not yours, or is no longer in your care. Please call the town.',
};
