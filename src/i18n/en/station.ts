import type { station as zh } from '#i18n/zh-CN/station';

export const station: Record<keyof typeof zh, string> = {
  'station.title': 'Take in records from a phone',
  'station.lead':
    'The phone finds no signal, is broken, or the helper has left her post: press “Take it to the station” on the phone, then “Save as a file”, and bring that here. Look at what is in it first, then take it in.',
  'station.chosen': 'The exported file',
  'station.chosen_hint':
    'The file that the phone made when “Save as a file” was pressed, saved on this computer or sent to it.',
  'station.paste': 'No file? Paste its contents',
  'station.file': 'What was exported',
  'station.file_hint': 'Open what was exported and paste all of its letters here.',
  'station.another': 'Another file',
  'station.look': 'See what is in it',
  'station.author': 'Written by {name}, {count} in all',
  'station.photos': 'Photos in it, taken in with their records: {count}.',
  'station.photos_taken': 'Photos taken in: {count}.',
  'station.photos_left':
    'Photos not taken in: {count}. They could not be read, or their record was not taken in. They are still on that phone.',
  'station.take': 'Take in these {count} under the name of {name}',
  'station.warn':
    'Anybody can edit a file, so these records say “Taken from an exported file” and are attested only; what you take in, somebody else reviews. If the phone sends them later, nothing is recorded twice.',
  'station.nothing_new': 'Everything in it was taken in before. There is nothing left to do.',
  'station.what': 'Record',
  'station.how': 'How it stands',
  'station.before.new': 'Not taken in yet',
  'station.before.same': 'Taken in before',
  'station.before.other': 'One was taken in before and said something else',
  'station.pin_unread':
    'The elder’s PIN is sealed in it and is not tried here. It is tried when the phone itself sends the record; or please ask the elder to confirm.',
  'station.strangers': 'and {count} outside your area',
  'station.somebody': 'somebody outside your area',
  'station.unknown_service': 'a service that is not known',
  'station.correction': 'A corrected record: {words}',
  'station.unread': 'A record that cannot be read',
  'station.done_title': '{count} taken in',
  'station.done_none': 'None was taken in',
  'station.done_next': 'The elder confirms them, then somebody else reviews them.',
  'station.again': '{count} more had been taken in before and were not recorded again.',
  'station.refused': 'Not taken in: {count}',
  'station.more': 'Take in another file',
  'station.refused_title': 'From phones, not taken in',
  'station.refused_lead':
    'Everything is kept. When the helper mends a record on her phone and sends it again, it leaves this list; if it was recorded elsewhere, press “Not needed”.',
  'station.refused_none': 'There are none.',
  'station.refused_link': 'From phones, not taken in',
  'station.refused_hint': 'Read why, write it down anew or let it be',
  'station.written_by': 'Written by {name}, sent {at}',
  'station.handed_by': 'handed in by {name}',
  'station.drop': 'Not needed',
  'station.dropped': 'This one is not needed. What it said is kept.',
};
