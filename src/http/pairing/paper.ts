/** Paper of a pairing: the plate for her door, and the volunteer's contact card. Numbers to call stand in full. */
import { called, sayName } from '#http/name';
import { sayTerms } from '#http/pairing/words';
import { homeWords, placeCalled, placeName } from '#http/place-words';
import { type Page, page, type Route, type Visit } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { type AtHerDoor, openDoor, type PairingPaper, readPaper } from '#usecases/pairing/paper';

const idOf = ({ params }: Visit): string => params.id ?? '';

function paperWords(paper: PairingPaper, visit: StaffVisit) {
  const { lang, t } = visit;
  const { pairing, elder, volunteer, village, hamlet, services, helper, station } = paper;
  return {
    id: pairing.id,
    // As everybody calls her, and as the volunteer stands on file: whoever knocks says that name.
    elder: called(elder, lang),
    volunteer: sayName(volunteer.name, lang),
    village: placeName(village, visit),
    home: homeWords(village, hamlet ?? '', visit),
    rhythm: sayTerms(pairing, visit),
    services: services.map((service) => asSentence(serviceWords(service, lang, t))).join(t('policy.unit.comma')),
    helper: helper && { ...helper, name: sayName(helper.name, lang) },
    station: station && { ...station, name: placeCalled(station.name, lang) },
  };
}

const plate = async (visit: StaffVisit): Promise<Page> =>
  page('pairing/plate', paperWords(await readPaper(visit.desk, idOf(visit)), visit));

async function cardPage(visit: StaffVisit, door: AtHerDoor | null): Promise<Page> {
  const words = paperWords(await readPaper(visit.desk, idOf(visit)), visit);
  const contacts = door?.contacts.map((one) => ({ ...one, name: sayName(one.name, visit.lang) }));
  return page('pairing/card', { ...words, door: door && { address: door.address ?? '', contacts } });
}

const card = (visit: StaffVisit): Promise<Page> => cardPage(visit, null);
// The answer to a POST: neither an address nor Back shows it again.
const opened = async (visit: StaffVisit): Promise<Page> => cardPage(visit, await openDoor(visit.desk, idOf(visit)));

const AT = '/pairings/:id';
export const routes: Route[] = [
  { method: 'GET', url: `${AT}/plate`, needs: 'desk.read', handle: forStaff(plate) },
  { method: 'GET', url: `${AT}/card`, needs: 'pairing.propose', handle: forStaff(card) },
  { method: 'POST', url: `${AT}/card`, needs: 'pairing.propose', form: forStaff(card), handle: forStaff(opened) },
];
