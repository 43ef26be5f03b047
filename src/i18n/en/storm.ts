import type { storm as zh } from '#i18n/zh-CN/storm';

const kinds = {
  'storm.kind.typhoon': 'Typhoon',
  'storm.kind.rain': 'Rainstorm',
  'storm.kind.flood': 'Flood',
  'storm.kind.landslide': 'Landslide',
  'storm.kind.cold': 'Cold wave',
  'storm.kind.heat': 'Heat wave',
  'storm.kind.drill': 'Drill',
  'storm.kind.other': 'Other',
};

const levels = {
  'storm.level.blue': 'blue warning',
  'storm.level.yellow': 'yellow warning',
  'storm.level.orange': 'orange warning',
  'storm.level.red': 'red warning',
};

const states = {
  'storm.state.before': 'Coming: people are told',
  'storm.state.during': 'Here: nobody is sent',
  'storm.state.after': 'Past: everybody is seen',
  'storm.state.closed': 'Over',
};

const marks = {
  'storm.mark.waiting': 'Not told yet',
  'storm.mark.told': 'Told',
  'storm.mark.moved': 'Moved',
  'storm.mark.notNeeded': 'Not needed',
  'storm.mark.notReached': 'Not reached',
  'storm.mark.off': 'Off the list',
};

const moves = {
  'storm.move.declare': 'Declared, list made',
  'storm.move.begin': 'Weather mode began',
  'storm.move.callOff': 'Passed by, called off',
  'storm.move.end': 'Weather mode ended',
  'storm.move.finish': 'Everybody seen: over by itself',
  'storm.move.close': 'Closed by the county',
  'storm.move.list': 'Put on the list',
  'storm.move.tell': 'Told',
  'storm.move.move': 'Moved',
  'storm.move.excuse': 'Not needed',
  'storm.move.miss': 'Not reached',
  'storm.move.takeOff': 'Taken off the list',
};

const liaisons = {
  'storm.liaison.helper': 'helper',
  'storm.liaison.backup': 'stands in',
  'storm.liaison.volunteer': 'volunteer of the pair',
  'storm.liaison.office': 'town or county',
};

const reasons = {
  'storm.reason.seen_on_paper': 'Seen, and written down on paper',
  'storm.reason.not_struck': 'It did not strike here',
  'storm.reason.next_storm': 'The next one has come',
  'storm.reason.other': 'Other',
  'storm.reason.called_off': 'It passed by',
  'storm.reason.all_seen': 'Everybody on the list was seen',
  'storm.reason.moved': 'Lives elsewhere now',
  'storm.reason.closed': 'No longer on file',
  'storm.reason.deceased': 'Died',
};

export const storm: Record<keyof typeof zh, string> = {
  ...kinds,
  ...levels,
  ...states,
  ...marks,
  ...moves,
  ...liaisons,
  ...reasons,
};
