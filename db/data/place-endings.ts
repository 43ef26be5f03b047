/** What names of places end in: on the seal, as people say it, and as English says it. The longer ending stands first. */
export interface PlaceEnding {
  seal: string;
  said: string;
  english: string;
}

const same = (seal: string, english: string): PlaceEnding => ({ seal, said: seal, english });

/** Divisions and hamlets: one ending is taken off (高村镇 is Gaocun Town). */
export const PLACE_ENDINGS: readonly PlaceEnding[] = [
  { seal: '社区居民委员会', said: '社区', english: 'Community' },
  { seal: '居民委员会', said: '居委会', english: 'Community' },
  { seal: '村村民委员会', said: '村', english: 'Village' },
  { seal: '村民委员会', said: '村', english: 'Village' },
  same('居委会', 'Community'),
  same('社区', 'Community'),
  same('街道', 'Subdistrict'),
  same('林场', 'Forest Farm'),
  same('农场', 'Farm'),
  same('茶场', 'Tea Farm'),
  same('小区', 'Estate'),
  same('镇', 'Town'),
  same('乡', 'Township'),
  same('县', 'County'),
  same('区', 'District'),
  same('市', 'City'),
  same('村', 'Village'),
];

/** Parts of a village that have a number for a name: 3 组, 三队, 第五生产队. */
export const NUMBERED_PARTS: readonly [ending: string, english: string][] = [
  ['村民小组', 'Group'],
  ['村小组', 'Group'],
  ['小组', 'Group'],
  ['组', 'Group'],
  ['生产队', 'Team'],
  ['队', 'Team'],
  ['栋', 'Block'],
  ['幢', 'Block'],
];
/** Stands before the number and is not said in English. */
export const ORDINAL = '第';

/** Houses of the service: what stands before the ending is a place (大稳村居家养老服务站). */
export const HOUSE_ENDINGS: readonly [ending: string, english: string][] = [
  ['居家养老服务站', 'Elder Care Station'],
  ['综合养老服务中心', 'Elder Care Centre'],
  ['养老服务中心', 'Elder Care Centre'],
  ['养老服务站', 'Elder Care Station'],
  ['服务中心', 'Service Centre'],
  ['服务站', 'Service Station'],
  ['敬老院', 'Elder Home'],
  ['养老院', 'Elder Home'],
  ['长者饭堂', 'Elder Canteen'],
  ['饭堂', 'Canteen'],
];
