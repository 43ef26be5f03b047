import type { step as zh } from '#i18n/zh-CN/step';

export const step: Record<keyof typeof zh, string> = {
  'step.credit': 'Approve and credit',
  'step.credit.do': 'Approve: {minutes} for {name}',
  'step.credit.nothing': 'Approve, with 0 minutes',
  'step.credit.short': 'Approve; it waits for pool time',
  'step.credit.undo':
    'A mistake can only be reversed: open the record, propose it, and a second person at the county accepts.',
  'step.credit.done': 'Credited.',
  'step.short.done': 'There is not enough pool time. This one waits until the county has added some.',

  'step.check': 'Checked, it is right',
  'step.check.done': 'Checked and passed on to the town.',

  'step.approval': 'Approve and book the time',
  'step.approval.done': 'Approved. The time is booked and waits for a volunteer.',

  'step.reversal-acceptance': 'Accept the reversal',
  'step.reversal-acceptance.do': 'Reverse this record',
  'step.reversal-acceptance.note':
    'Both sides get back what they had. The record stays on file, and this cannot be undone.',
  'step.reversal-acceptance.done': 'The record is reversed and the time given back.',

  'step.reversal-withdrawal': 'Do not reverse',
  'step.reversal-withdrawal.done': 'It is not reversed. The record stands as it was.',

  'step.replacement': 'Reverse and replace',
  'step.replacement.why': 'What is wrong with it?',
  'step.replacement.should': 'What it should have been',
  'step.replacement.do': 'Propose to reverse and replace',
  'step.replacement.note':
    'A second officer of the county has to agree. Then the first entry is reversed and the right one is credited at the same time, and both sides are told. Whom it was for cannot be changed: reverse such a record only, and write down the right one anew.',
  'step.replacement.done': 'Proposed. Somebody else has to accept.',
  'step.replacement-acceptance': 'Accept: reverse and replace',
  'step.replacement-acceptance.do': 'Reverse it and credit this instead',
  'step.replacement-acceptance.note':
    'When you agree, the first entry is reversed and the other one is credited at the same time. Both records stay, and it cannot be replaced a second time.',
  'step.replacement-acceptance.done': 'The first one is reversed and the right one credited. Both sides are told.',

  'step.assignment': 'Choose a volunteer',
  'step.assignment.do': 'This one goes',
  'step.assignment.who': 'Who goes',
  'step.assignment.nobody': 'No fitting volunteer nearby at the moment.',
  'step.assignment.others': 'Not able to do this service at present',
  'step.assignment.done': 'A volunteer has been chosen.',

  'step.staff-log': 'Record this visit',
  'step.staff-log.done': 'Recorded. It waits for the elder to confirm.',

  'step.staff-correction': 'Correct and send again',
  'step.staff-correction.done': 'Corrected and sent on.',

  'step.call-back': 'I called the elder',
  'step.call-back.do': 'I asked, and it is true',
  'step.call-back.note':
    'Ask who came, on which day, what was done and for how long. If it does not fit, do not press: send it back instead.',
  'step.call-back.said': 'What the elder said',
  'step.call-back.done': 'The call is recorded.',

  'step.home-check': 'I went to see',
  'step.home-check.do': 'I went, and it is true',
  'step.home-check.said': 'What was found',
  'step.home-check.done': 'The visit to check is recorded.',

  'step.wall-card': 'Confirm by wall card',
  'step.wall-card.do': 'Confirm: the thumbprint is on the card',
  'step.wall-card.line': 'Which line',
  'step.wall-card.line_hint': 'The card is numbered 1 to 10',
  'step.wall-card.witness': 'Name of the witness',
  'step.wall-card.witness_hint': 'A neighbour or village official, not family of either',
  'step.wall-card.phone': 'Phone of the witness',
  'step.wall-card.done': 'Confirmed.',

  'step.pin-confirmation': 'The elder types the PIN',
  'step.pin-confirmation.do': 'Confirm that it was so',
  'step.pin-confirmation.who': 'Who confirms',
  'step.pin-confirmation.pin': 'Six-digit PIN',
  'step.pin-confirmation.hint':
    'Please hand over the device, so that the elder types the six digits. On the recorder’s own device it counts as attested only.',
  'step.pin-confirmation.done': 'The elder has confirmed.',

  'step.return': 'Send back',
  'step.return.do': 'Send back to be put right',
  'step.return.why': 'Why is it sent back?',
  'step.return.done': 'Sent back. They will see why.',

  'step.staff-withdrawal': 'The volunteer cannot come',
  'step.staff-withdrawal.do': 'Look for somebody else',
  'step.staff-withdrawal.who': 'Who cannot come?',
  'step.staff-withdrawal.why': 'Why?',
  'step.staff-withdrawal.done': 'Noted. The time stays booked; please choose somebody else.',

  'step.staff-nobody-home': 'Nobody home',
  'step.staff-nobody-home.do': 'Record: went, nobody was home',
  'step.staff-nobody-home.note':
    'It counts 0 minutes and gives back the booked time; that somebody went stays on record.',
  'step.staff-nobody-home.said': 'What it was like at the door',
  'step.staff-nobody-home.done': 'Recorded. The booked time has been given back.',

  'step.staff-confirmation-withdrawal': 'Take back the confirmation',
  'step.staff-confirmation-withdrawal.done': 'Taken back. It waits for the elder to confirm.',

  'step.staff-cancellation': 'Cancel this visit',
  'step.staff-cancellation.do': 'Cancel this visit',
  'step.staff-cancellation.why': 'Why is it cancelled?',
  'step.staff-cancellation.done': 'Cancelled. The booked time has been given back.',

  'step.rejection': 'Turn down',
  'step.rejection.do': 'Turn down for good',
  'step.rejection.why': 'Why is it turned down?',
  'step.rejection.note': 'It cannot be put right afterwards. If only something is missing, send it back instead.',
  'step.rejection.done': 'Turned down. They will see why.',

  'step.reversal': 'Propose a reversal',
  'step.reversal.do': 'Propose the reversal',
  'step.reversal.why': 'Why should it be reversed?',
  'step.reversal.note': 'It takes effect when another officer of the county accepts it.',
  'step.reversal.done': 'Proposed. Somebody else has to accept it.',

  'step.say_more': 'Anything to explain',
  'suggest.near': 'this village',
  'suggest.first': 'first time',
  'suggest.knows': '{times, plural, one {has been once} other {has been # times}}',
  'suggest.visits': '{visits, plural, =0 {no visits this month} one {# visit this month} other {# visits this month}}',
  'suggest.relative': 'a relative: sampled more often',
  'suggest.unready.approval': 'enrolment not approved yet',
  'suggest.unready.age': 'too young',
  'suggest.unready.certificate': 'lacks the training or certificate for this service',
  'suggest.unready.light': 'does lighter services at that age',
  'suggest.unready.health': 'no health statement this year',
  'suggest.unready.insurance': 'Not insured on that day: insure them first',
  'suggest.unready.duty': 'in post here, earns nothing',

  'field.cardLine': 'Which line',
  'field.witnessName': 'Name of the witness',
  'field.witnessPhone': 'Phone of the witness',
  'field.volunteerId': 'Volunteer',
};
