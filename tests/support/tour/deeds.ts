/** What some of them do before the tour, so that there is something on every page: the demo world's own work goes on for an hour. */
import type { Client, FetchedPage } from '#tests/support/client';
import { cardPhoto } from '#tests/support/photo';
import { qrCodesOn } from '#tests/support/qr';
import type { TourHouse } from '#tests/support/tour/house';
import type { Who } from '#tests/support/tour/stop';
import { deskFor } from '#usecases/desk';
import { auditGoesOn, beginAudit } from '#usecases/ledger/audit';

type Clients = Record<Who, Client>;
type Answers = Record<string, string | string[]>;

/** @returns addresses that no link leads to: one is brought there by what one did, or has to know whom one means */
export async function doDeeds(house: TourHouse, clients: Clients): Promise<Partial<Record<Who, string[]>>> {
  const { helper, town, 'social-worker': social } = clients;
  await answerAll(helper, '林阿妹');
  await answerAll(social, '远房阿叔');
  const enrolled = await sent(social, await answerAll(social, '远房阿姑'), {}, FORM);
  const died = await reportDeath(social, enrolled.url);
  const bond = await declareKin(house, helper);
  const logged = await logVisit(house, helper);
  const credited = await creditTwo(town);
  const pictured = await addPhoto(helper, logged.split('/').at(-1) ?? '');
  const sheet = (await sent(helper, await helper.get('/forms'), {}, 'main form:has(input[value=visits])')).url;
  const enrolment = (await sent(helper, await helper.get('/forms'), {}, 'main form:has(input[value=enrolElder])')).url;
  const asked = `/forms?member=${house.idOf('梁妈')}`;
  const confirmation = (await sent(helper, await helper.get(asked), {}, 'main form:has(input[value=confirmation])'))
    .url;
  const away = `/members/${house.idOf('张婆')}`;
  const handed = await handInFile(house, helper);
  const card = await scanCard(house, helper);
  const books = await putRight(house, clients);
  await readBooks(house, clients.auditor);
  const storm = await told(clients.clerk);
  const slip = await scanSlip(clients.elder);
  const others = { nobody: [card, slip, `${slip.slice(0, -1)}x`], elder: [card], volunteer: [card], kin: [card] };
  return {
    ...others,
    county: [card, '/c/never-printed', ...books],
    town: [credited, `${died}/death-withdrawal`],
    helper: [
      logged,
      pictured,
      sheet,
      `${sheet}/lines`,
      confirmation,
      `${confirmation}/answers`,
      enrolment,
      away,
      card,
      handed,
    ],
    'social-worker': [enrolled.url],
    clerk: [bond, `${storm}/adding?q=${encodeURIComponent('七婆')}`],
  };
}

/** Whoever is put on a list is looked for by name first. */
const told = async (clerk: Client): Promise<string> =>
  (await clerk.get('/storms')).root.querySelector('main a.stop-go')?.getAttribute('href') ?? '';

/** A form that must go through. */
async function sent(client: Client, page: FetchedPage, answers: Answers, form?: string): Promise<FetchedPage> {
  const answer = await client.submit(page, answers, form);
  if (answer.status !== 200) throw new Error(`${page.url} was refused: ${answer.text('main')}`);
  return answer;
}

const FORM = 'main form.question-form';
const ENROLMENT: Record<string, Answers> = {
  who: { name: '林阿妹', nickname: '九婆', parts: ['receives'] },
  identity: { identityKind: 'none', bornOn: '1945年', sex: 'female' },
  home: { address: '祠堂后面第二间', homeRegionCode: 'here' },
  phone: { contactName: '黎婶', contactRelation: '隔壁邻居', contactPhone: '13800002222', contactAgreed: 'yes' },
  family: { known: 'now', spouse: 'none', children_elsewhere: '两个', livesWith: ['nobody'] },
  care: { allowance: 'dibao', disability: 'none', ability: 'none', care_all: 'yes', care_bathing: 'cannot' },
  consent: { consent_enrol: 'yes', consent_sensitive: 'yes', how: 'readAloud', witness: '黎婶' },
};

/** Up to the page of answers, and no further: it is a draft in this browser. */
async function answerAll(client: Client, name: string): Promise<FetchedPage> {
  const step = ({ url }: FetchedPage) => url.split('?')[0]?.split('/').at(-1) ?? '';
  let page = await sent(client, await client.get('/members/new'), { ...ENROLMENT.who, name }, FORM);
  for (let asked = 0; step(page) !== 'check' && asked < 9; asked++) {
    const village = page.root.querySelector('[name=villageCode]')?.getAttribute('value');
    page = await sent(client, page, ENROLMENT[step(page)] ?? { villageCode: village ?? '' }, FORM);
  }
  return page;
}

/** Of somebody who was enrolled this morning: a mistake, which the town may undo. */
async function reportDeath(client: Client, enrolled: string): Promise<string> {
  const member = /^\/members\/[^/?]+/.exec(enrolled)?.[0] ?? '';
  await sent(client, await client.get(`${member}/death`), { diedOn: '今天' }, `form[action="${member}/death"]`);
  return member;
}

/** A relative of 七婆's, to be proven by the clerk. */
async function declareKin(house: TourHouse, client: Client): Promise<string> {
  const member = `/members/${house.idOf('七婆')}`;
  const page = await client.get(`${member}/kin?q=${encodeURIComponent('李姨')}`);
  await sent(client, page, { relativeId: house.idOf('李姨'), relation: 'cousin' });
  return member;
}

/** 陈伯's wall card, as a phone's camera reads it. */
async function scanCard(house: TourHouse, client: Client): Promise<string> {
  const codes = await qrCodesOn(await client.get(`/members/${house.idOf('陈伯')}/card`));
  return new URL(codes.at(-1) ?? '').pathname;
}

/** The slip of a credit in his passbook, as a phone's camera reads it. */
async function scanSlip(client: Client): Promise<string> {
  const passbook = await client.get('/statement');
  const receipt = passbook.root.querySelector('a.receipt')?.getAttribute('href');
  if (!receipt) throw new Error('The demo world has no receipt this month.');
  const [code = ''] = await qrCodesOn(await client.get(`${receipt}/slip`));
  return new URL(String(code)).pathname;
}

/** A visit of this morning, written down at the door. */
async function logVisit(house: TourHouse, client: Client): Promise<string> {
  const page = await client.get(`/log/new?member=${house.idOf('梁妈')}`);
  const answers = { serviceCode: 'A02', minutes: '30', volunteer: house.idOf('李姨') };
  return (await sent(client, page, answers, 'main form[action="/log"]')).url;
}

/** What her phone could not send: a round, and something that nobody knows. */
async function handInFile(house: TourHouse, client: Client): Promise<string> {
  const { body } = await client.request('GET', '/field/roster', { headers: { accept: 'application/json' } });
  const { at, user } = JSON.parse(body);
  const doors = [
    { memberId: house.idOf('七婆'), found: 'seen', note: '精神好，想吃粥' },
    { memberId: house.idOf('张伯'), found: 'absent' },
  ];
  const common = { form: 'log.1', volunteers: [{ memberId: house.idOf('李姨') }], savedAt: at, sentAt: at };
  const times = { halfDay: 'morning', minutes: 60 };
  const records = [
    { ...common, id: 'tour-round', doors, times, serviceCode: 'A03', order: 'new' },
    { ...common, id: 'tour-strange', memberIds: [house.idOf('陈伯')], times, serviceCode: 'Z99' },
  ];
  const file = JSON.stringify({ kind: 'yinling.field', user, at, records });
  const chosen = { name: 'chosen', bytes: Buffer.from(file), type: 'application/json' };
  const look = await client.submitFile(await client.get('/field/station'), chosen);
  return (await sent(client, look, { take: '1' })).url;
}

/** The auditor has the books read through twice: one reading is done, the other goes on. */
async function readBooks({ house }: TourHouse, client: Client): Promise<void> {
  const begun = await sent(client, await client.get('/ledger'), {}, 'form[action="/ledger/audits"]');
  const isDone = async () => (await client.get(begun.url)).root.querySelector('#run[hx-get]') === null;
  for (let tries = 0; !(await isDone()); tries += 1) {
    if (tries > 600) throw new Error('The books of the tour are never read.');
    await new Promise((later) => setTimeout(later, 100));
  }
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'tour' });
  const { run } = await beginAudit(desk);
  await auditGoesOn(
    desk,
    run.id,
    run.progress.map((one) => ({ ...one, entries: Math.floor(one.of / 3) })),
  );
}

/** An entry that the county finds wrong, and a table of an older scheme that it brought. */
async function putRight(house: TourHouse, clients: Clients): Promise<string[]> {
  const { county, helper } = clients;
  const pools = await county.get('/ledger');
  const journal = pools.root.querySelector('main a[href^="/ledger/"]')?.getAttribute('href') ?? '';
  const entry = `${journal}/1`;
  const page = await county.get(`${entry}/correction`);
  const wrong = await sent(county, page, { reason: 'duplicate' }, 'form[action$="/correction"]');
  const number =
    /\b[1-9]\d{7}\b/.exec(
      (await helper.get(`/members/${house.idOf('陈伯')}/card`)).text('main').replace(/(\d{4}) (?=\d{4})/g, '$1'),
    )?.[0] ?? '';
  const table = Buffer.from(`卡号,小时,备注\n${number},2000,旧账本\n`);
  const look = await county.submitFile(
    await county.get('/openings/new'),
    { name: 'table', bytes: table, type: 'text/csv' },
    { source: '城东社区互助账本' },
  );
  return [wrong.url, look.url, `${journal}/2/correction`, `${journal}/2`];
}

/** A photograph for a record. */
async function addPhoto(client: Client, exchange: string): Promise<string> {
  const page = await client.get(`/exchanges/${exchange}/photos/new`);
  const answer = await client.submitFile(page, { name: 'photo', bytes: await cardPhoto() });
  if (answer.status !== 200) throw new Error(`a photograph was refused: ${answer.text('main')}`);
  return answer.url;
}

/** Two clean records credited together: their page stays under its address. */
async function creditTwo(client: Client): Promise<string> {
  const list = await client.get('/queue/credits');
  const ids = list.root.querySelectorAll('input[name=id]').map((tick) => tick.getAttribute('value'));
  const chosen = ids.slice(0, 2).map((id) => `id=${id}`);
  if (chosen.length === 0) throw new Error('The demo world has no clean record to credit.');
  return (await sent(client, await client.get(`/credits?${chosen.join('&')}`), {})).url;
}
