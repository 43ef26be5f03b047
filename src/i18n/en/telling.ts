import type { telling as zh } from '#i18n/zh-CN/telling';

export const telling: Record<keyof typeof zh, string> = {
  'telling.asked': '{when}, {deed}: asked for. You hear when somebody comes.',
  'telling.approved': '{when}, {deed}: time is set aside, a volunteer is sought.',
  'telling.matched': '{giver} comes {when}: {deed}.',
  'telling.withdrawn': '{when}, {deed}: who was to come cannot, somebody else is sought.',
  'telling.logged': '{giver}, {when}, {deed}, {minutes}: written down. Not so? Please say.',
  'telling.returned': '{when}, {deed}: to be corrected first.',
  'telling.credited': '{giver}, {when}, {deed}, {minutes}: credited.',
  'telling.cancelled': '{when}, {deed}: cancelled, no time used.',
  'telling.expired': '{when}, {deed}: the day has passed, no time used.',
  'telling.rejected': '{when}, {deed}: not accepted, no time used.',
  'telling.reversed': '{when}, {deed}: taken back, the time is returned.',
  'telling.replaced': '{giver}, {when}, {deed}: was entered wrongly, is {minutes} now.',

  'telling.mine.asked': '{when}, {deed}: being looked at.',
  'telling.mine.approved': '{when}, {deed}: time is set aside.',
  'telling.mine.matched': 'You are expected {when}: {deed}.',
  'telling.mine.withdrawn': '{when}, {deed}: one cannot come, somebody else is sought.',
  'telling.mine.logged': 'Your visit, {when}, {deed}, {minutes}: written down, to be confirmed.',
  'telling.mine.returned': 'Your visit, {when}, {deed}: to be corrected.',
  'telling.mine.credited': 'Your visit, {when}, {deed}, {minutes}: credited.',
  'telling.mine.cancelled': '{when}, {deed}: cancelled.',
  'telling.mine.expired': '{when}, {deed}: the day has passed.',
  'telling.mine.rejected': 'Your visit, {when}, {deed}: not accepted, nothing credited.',
  'telling.mine.reversed': 'Your visit, {when}, {deed}: taken back, the time is returned.',
  'telling.mine.replaced': 'Your visit, {when}, {deed}: was entered wrongly, is {minutes} now.',

  'telling.sign_helper': 'Helper {name} {phone}',
  'telling.sign_service': 'Call {phone}',
  'telling.corrected': '{what} was entered wrongly ({why}): it was {before} and is {after} now.',
  'telling.taken_back': '{what} was entered wrongly ({why}): the {before} are taken back.',
  'telling.opened': 'The {minutes} that you had saved before came along and are yours.',
  'telling.openingReversed': 'The {minutes} that came from before were entered wrongly and are taken back.',
  'telling.bookFault': 'The book of {place} does not add up. Please open its page at once.',
  'telling.bookSetBack':
    'The book of {place} is older than its seal: nothing is posted. Please tell whoever runs the system at once.',
  'telling.bookBent':
    'The book of {place} differs from its seal: nothing is sealed. Please tell whoever runs the system at once.',
  'telling.found': '{said} First: {what}',
  'telling.plain': 'There is news of a visit: please ask.',
};
