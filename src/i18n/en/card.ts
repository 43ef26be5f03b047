/** The card that was scanned, and going now: what stands on the pages at the door. */
export const card = {
  'card.stranger_title': 'A service card of the time exchange',
  'card.stranger_text':
    'If you came to help, please sign in first. You are led back to this card and can sign in for the visit.',
  'card.bystander_title': 'A service card of the time exchange',
  'card.bystander_text': 'Volunteers sign in and out with it when they come to help. There is nothing for you to do.',
  'card.herself_title': 'This is your card',
  'card.herself_text':
    'Volunteers who come to help sign in and out with it. There is nothing for you to do; keep it where it is easily found.',
  'card.kin_title': 'This card belongs to somebody in your family',
  'card.kin_text': 'Volunteers sign in and out with it. Her records stand on your home page.',
  'card.unknown_title': 'We did not recognise this card',
  'card.unknown_text':
    'It may have been replaced by a new one, or the camera did not read it well. Look whether a newer card hangs there and scan again; if that does not help, call the number below.',
  'card.elsewhere_title': 'This card is not within your area',
  'card.elsewhere_text':
    'It belongs to another town or village. To help here, please talk to the helper of this place first.',
  'card.ask_helper': 'If you found this card or need somebody, call the helper {name}',
  'card.ask_service': 'If you found this card or need somebody, call the number below.',
  'card.sign_in': 'Sign in',
  'card.home': 'To the home page',
  'card.at': 'At the home of {name}',
  'card.within': 'You are helping {name}',
  'card.since': 'Signed in at {since}, {minutes} so far',
  'card.since_before': 'an earlier day',
  'card.sign_out': 'Done, sign out',
  'card.sure': 'It really took {minutes}',
  'card.forgot': 'I forgot to sign out: write down how long it was',
  'card.unsigned': 'Nobody signed out. Please write down how long it really was.',
  'card.due': 'Arranged',
  'card.sign_in_now': 'I am here, sign in',
  'card.unplanned': 'Not arranged beforehand?',
  'card.unplanned_text':
    'Register before you begin: the day, the place and what you do. Only then the insurance covers it.',
  'card.go': 'Register and sign in',
  'card.another': 'This is another visit, not the one arranged',
  'card.done': 'Written down today',
  'card.officer': 'Service card',
  'card.officer_text': 'What you may do for this person:',
  'card.to_file': 'See the file',
  'card.no_address':
    'The address of this site is not set yet, so cards are printed with their number and without a code. Please tell whoever runs the platform.',
  'card.qr': 'Scan with a phone',

  'outing.title': 'Going now',
  'outing.hint': 'Register before setting out',
  'outing.text':
    'Register before you set out: to whom, and what for. The insurance covers what was registered beforehand.',
  'outing.who': 'To whom are you going?',
  'outing.for': 'Going to {name} now',
  'outing.card': 'Card number',
  'outing.or_card': 'Or the card number',
  'outing.service': 'What for',
  'outing.whom': 'To whom',
  'outing.volunteers': 'Who goes',
  'outing.register': 'Register and go',
  'outing.this_order': 'Something is arranged within a day. Is it this one?',
  'outing.by_phone': 'kept on the phone {saved}, arrived {at}',
  'outing.by_phone_unsure': 'kept on the phone before going; its clock was wrong; arrived {at}',
  'outing.row': 'Registered before setting out',

  'own.sign_out_title': 'How long was it?',
  'own.so_long': 'Since you signed in {minutes} have passed.',

  'field.sure': 'how long it was',
  'field.another': 'whether it is this one',
} as const;
