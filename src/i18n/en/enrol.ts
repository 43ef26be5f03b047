import type { enrol as zh } from '#i18n/zh-CN/enrol';

export const enrol: Record<keyof typeof zh, string> = {
  'enrol.this_person': 'this person',
  'enrol.lost':
    'That unfinished enrolment was not found: it may be on another phone, or more than seven days old. Please begin again.',
  'enrol.drafts': 'Not finished yet',
  'enrol.go_on': 'Go on: {name}',
  'enrol.drop': 'Throw away',
  'enrol.drop_who': 'Throw away: {name}',
  'enrol.full': 'Three unfinished ones are on this phone already. Please finish one, or throw one away.',
  'enrol.who.title': 'Who is it?',
  'enrol.who.parts': 'What for',
  'enrol.identity.title': 'Papers of {name}',
  'enrol.identity.lead': 'No identity card is needed to enrol.',
  'enrol.village.title': 'In which village does {name} live?',
  'enrol.village.hint': 'Where the person really lives, not the registration',
  'enrol.home.title': 'Where in {village} does {name} live?',
  'enrol.home.registered': 'Household registration',
  'enrol.home.registered_hint': 'Subsidies follow it',
  'enrol.phone.title': 'How to find {name}?',
  'enrol.phone.hers': 'Telephone of {name}',
  'enrol.phone.hint': 'Leave empty if there is none. 11 digits, or area code and number',
  'enrol.phone.contact': 'Whom to call',
  'enrol.family.title': 'Family of {name}',
  'enrol.family.known': 'Is it known now',
  'enrol.family.now': 'Yes, fill it in',
  'enrol.family.later': 'No, add it later',
  'enrol.care.title': 'Strength and means of {name}',
  'enrol.care.lead': 'Choose “I don’t know” where nobody knows; it can be added later.',
  'enrol.consent.title': 'Read this to {name}',
  'enrol.consent.lead':
    'Read slowly, and ask after each: does {name} agree? Leave unticked what is not agreed to. Visits go on without taking part.',
  'enrol.consent.enrol_text':
    'We write down your name, where you live and how to reach you, to arrange help and record time. Only those in charge in village, town and county can see it. You may end this at any time: tell your helper.',
  'enrol.consent.enrol_yes': 'Agrees to be on file',
  'enrol.consent.must': 'Without this there is no enrolment',
  'enrol.consent.sensitive_text':
    'We would like to write down your health, family and allowances, to know whether to visit often and whether the government gives you time. It never stands on a public notice. You can enrol without agreeing.',
  'enrol.consent.sensitive_yes': 'Agrees that health and means are kept',
  'enrol.consent.notice_text':
    'When you help others and are credited time, your name and minutes stand on the village’s monthly notice. Those who are helped are never named.',
  'enrol.consent.notice_yes': 'Agrees to be named on the notice',
  'enrol.consent.kinActs_text':
    'Once proven, your family may ask for help and confirm visits for you. You may take this back at any time.',
  'enrol.check.title': '{name}: is all of it right?',
  'enrol.check.lead': 'Please read it aloud, and change what is not right.',
  'enrol.check.dropped':
    'There was no consent to health and means, so the two pages about family and strength are not kept.',
  'enrol.check.next':
    'Next the village checks it and the town approves it. After that help can be asked for and time credited.',
  'enrol.check.button': 'All right, enrol {name}',
  'enrol.done.title': '{name} is enrolled',
  'enrol.done.next_1': 'The village clerk checks: there is such a person, living here.',
  'enrol.done.next_2': 'The town approves.',
  'enrol.done.next_3': 'Then print the cards and set a PIN with {name}: help can be asked for and time credited.',
  'enrol.done.known': 'Received. The county looks at this one first.',
  'enrol.done.known_text':
    'There is no need to enrol again or to do anything. The county calls the village when it has looked.',
  'enrol.done.another': 'Enrol somebody else',
  'enrol.done.file': 'See the file of {name}',
};
