/** Visits: how she was met, what was found, who is owed a visit and by when. */
import type { DueKind } from '#domain/due';
import type { Risk, RiskReason } from '#domain/risk';
import type { Aspect, EmergencyNumber, Finding, VisitMode } from '#domain/visit';

const modes = {
  'visit.mode.seen': 'In person',
  'visit.mode.phone': 'By phone',
  'visit.mode.video': 'By video',
  'visit.mode.notSeen': 'Not met',
} as const satisfies Record<`visit.mode.${VisitMode}`, string>;

const aspects = {
  'visit.aspect.body': 'Body',
  'visit.aspect.spirit': 'Spirit',
  'visit.aspect.home': 'Safety at home',
  'visit.aspect.hygiene': 'Hygiene',
  'visit.aspect.family': 'Family',
  'visit.aspect.needs': 'Needs',
} as const satisfies Record<`visit.aspect.${Aspect}`, string>;

const findings = {
  'visit.finding.fell': 'Had a fall',
  'visit.finding.taken_ill': 'Suddenly ill',
  'visit.finding.worse': 'Weaker than last time',
  'visit.finding.medicine': 'Medicine not taken or used up',
  'visit.finding.confused': 'Confused, knows nobody',
  'visit.finding.low': 'Does not want to eat or move',
  'visit.finding.lonely': 'Lonely, nobody to talk to',
  'visit.finding.gas': 'Something wrong with the gas',
  'visit.finding.power': 'Something wrong with the wiring',
  'visit.finding.water': 'No water',
  'visit.finding.roof': 'House leaks or is unsafe',
  'visit.finding.trip': 'Easy to trip over things',
  'visit.finding.unwashed': 'Unwashed for long',
  'visit.finding.dirty': 'Very dirty rooms',
  'visit.finding.hurt_by': 'Beaten or shouted at',
  'visit.finding.nobody_cares': 'Family does not look after',
  'visit.finding.quarrel': 'Quarrel in the family',
  'visit.finding.no_food': 'Nothing to eat',
  'visit.finding.escort': 'Needs company to the doctor',
  'visit.finding.aid': 'Needs a stick, a wheelchair or the like',
  'visit.finding.paper': 'Papers or allowances to apply for',
} as const satisfies Record<`visit.finding.${Finding}`, string>;

const emergency = {
  'visit.emergency.120': 'Ambulance',
  'visit.emergency.110': 'Police',
  'visit.emergency.119': 'Fire brigade',
} as const satisfies Record<`visit.emergency.${EmergencyNumber}`, string>;

const risks = {
  'visit.risk.high': 'High risk',
  'visit.risk.medium': 'Medium risk',
  'visit.risk.low': 'Low risk',
} as const satisfies Record<`visit.risk.${Risk}`, string>;

const riskReasons = {
  'visit.risk_reason.crisis': 'an emergency within a month',
  'visit.risk_reason.cannotCare': 'cannot look after herself or himself',
  'visit.risk_reason.aloneOld': 'eighty or older and living alone',
  'visit.risk_reason.aloneFrail': 'disabled and living alone',
  'visit.risk_reason.alertLately': 'an alert within three months',
  'visit.risk_reason.livingAlone': 'living alone',
  'visit.risk_reason.emptyNestOld': 'eighty or older, children far away',
  'visit.risk_reason.disabled': 'disabled',
  'visit.risk_reason.severelyHandicapped': 'severely handicapped',
  'visit.risk_reason.onRegister': 'on the register',
} as const satisfies Record<`visit.risk_reason.${RiskReason}`, string>;

const kinds = {
  'due.kind.register': 'Regular visit',
  'due.kind.pairing': 'Visit of the pair',
  'due.kind.crisis': 'A second look after an emergency',
  'due.kind.storm': 'A look after the storm',
} as const satisfies Record<`due.kind.${DueKind}`, string>;

const form = {
  'field.mode': 'How you met',
  'field.visitMode': 'How you met',
  'field.visitedOn': 'The day',
  'field.userId': 'Who sees to it',
  'visit.title': 'Visit to {name}',
  'visit.record': 'Record a visit',
  'visit.last_seen': 'Last seen: {day}',
  'visit.never_seen': 'Not seen by anybody yet',
  'visit.how': 'How did you meet?',
  'visit.day': 'On which day?',
  'visit.other_day': 'An earlier day',
  'visit.note': 'In words',
  'visit.note_hint': 'What you saw; may be left out',
  'visit.all_well': 'All well, save',
  'visit.all_well_hint':
    'Body, spirit, safety at home, hygiene, family, needs: all six looked at. If nobody was met, press here too: it is saved as not met.',
  'visit.something': 'Something is wrong: tick it below',
  'visit.something_save': 'Save, and hand it on',
  'visit.at_once': 'To be seen to at once',
  'visit.tell': 'How is it?',
  'visit.with_service': 'How the elder of the pair is',
  'visit.with_service_hint': 'For a pair a visit is recorded at the same time. Left as it is: met in person, all well.',
} as const;

const result = {
  'visit.done': 'Saved: visit to {name}, {day}',
  'visit.done_after_death': 'Saved, but {name} had died before that day, so it does not count. Please check the date.',
  'visit.met_how': 'How they met',
  'visit.by': 'Who went',
  'visit.found': 'What was found',
  'visit.well': 'All well',
  'visit.nothing_known': 'Nobody was met, so nothing is known',
  'visit.next': 'Next',
  'visit.next_is': 'Next: {what}',
  'visit.next_by': '{kind}, by {day}',
  'visit.next_late': '{kind}, was due by {day} and is still owed',
  'visit.next_none': 'Nothing more this month',
  'visit.next_away': '{name} is away; next after coming home',
  'visit.alert_now': 'Please call at once',
  'visit.alert_title': 'Handed on',
  'visit.alert_owner': '{name} sees to it; by {when} at the latest.',
  'visit.alert_nobody': 'Nobody is in post here. It must be seen to by {when}; town and county can see it.',
  'visit.alert_see': 'See this alert',
  'visit.call_owner': '{name}',
  'visit.to_list': 'Back to visits due',
  'visit.to_file': 'File of {name}',
} as const;

const list = {
  'nav.dues': 'Visits due',
  'due.title': 'Visits due',
  'due.lead_late': '{count, plural, one {One person is} other {# people are}} overdue. Go there first.',
  'due.lead_above': '{count, plural, one {One person was} other {# people were}} not visited by the last day.',
  'due.lead_none': 'Nobody is overdue.',
  'due.unseen_title': 'Not seen this month',
  'due.unseen_lead':
    '{count, plural, one {One person} other {# people}} on the register and at home that nobody has seen this month. Those who are away are not counted.',
  'due.lists': 'Which list',
  'due.list.round': 'Visits due',
  'due.list.unseen': 'Not seen this month',
  'due.late': 'Overdue',
  'due.late_since': 'was due by {day}',
  'due.by': 'by {day}',
  'due.away': 'Away from home',
  'due.after': 'After the storm: see these first',
  'due.storm': 'Storm: nobody goes now',
  'due.met': 'Visited today',
  'due.no_hamlet': 'No hamlet written down',
  'due.nobody': 'Nobody is to be visited.',
  'due.all_seen': 'Everybody on the register here was seen this month.',
  'due.write_down': 'Record this visit',
  'due.file': 'File',
  'due.by_place': 'By place',
  'due.by_name': 'By name',
  'due.first_of': '{count} in all, the first {shown} of them. See the rest by place.',
  'due.helper': 'Helper {name}',
  'due.no_helper': 'No helper in post',
  'due.seen_on': 'last seen {day}',
  'due.never_seen': 'never seen yet',
  'due.rate': 'Visited this month: {pct}%',
  'due.alerts': '{count, plural, one {# open alert} other {# open alerts}}',
  'due.vacant': '{count, plural, one {# village without a helper} other {# villages without a helper}}',
  'due.rate_target': 'target {target}%',
  'due.rate_words':
    'On the register and at home: {asked}. Seen in person this month: {seen}. Not yet: {unseen}. Besides, {away} away from home or kept by a storm.',
  'due.tile': 'Overdue visits',
  'due.tile_hint': 'Elders whose visit is past its last day',
  'due.met_line': '{name}, {mode}',
} as const;

const file = {
  'member.part_visits': 'Visits',
  'visit.risk': 'Risk',
  'visit.not_on_register': 'Not on the register: no regular visits.',
  'visit.none_yet': 'No visit recorded yet.',
  'visit.alerts': 'Alerts',
  'visit.lately': 'Latest visits',
  'visit.line': '{mode}, {what}',
  'visit.things': '{count, plural, one {one thing} other {# things}} wrong',
  'visit.after_death': 'dated after the death, does not count',
} as const;

export const visit = {
  ...modes,
  ...aspects,
  ...findings,
  ...emergency,
  ...risks,
  ...riskReasons,
  ...kinds,
  ...form,
  ...result,
  ...list,
  ...file,
} as const;
