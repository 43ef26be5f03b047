/** 民政电话: under which number each bureau in reach is called, and the page on which an officer of it says so. */
import { z } from 'zod';
import { normalPhone } from '#domain/digits';
import { bureauName } from '#http/bureau-words';
import { maybeUnderstood } from '#http/form';
import { doneWords } from '#http/office/words';
import { sayPath } from '#http/place-words';
import { page, type Route, seeOther, type Visit } from '#http/route';
import { listBureaus, viewBureau } from '#usecases/bureau/list';
import { setBureauPhone } from '#usecases/bureau/set-phone';

const Form = z.object({ bureauPhone: maybeUnderstood(normalPhone, 30) });

async function list(visit: Visit) {
  const bureaus = await listBureaus(visit.desk);
  return page('bureau/list', {
    done: doneWords(visit, { set: 'bureau.done' }),
    lines: bureaus.map(({ region, path }) => ({
      url: `/bureaus/${region.code}`,
      place: sayPath(path, visit),
      phone: region.phone ?? '',
    })),
  });
}

async function ask(visit: Visit) {
  const { region, path, instead } = await viewBureau(visit.desk, visit.params.code ?? '');
  const { servicePhone } = visit.office.config;
  return page('bureau/phone', {
    code: region.code,
    name: bureauName(region, visit),
    place: sayPath(path, visit),
    phone: region.phone ?? '',
    otherwise: instead
      ? visit.t('bureau.otherwise', { name: bureauName(instead, visit), phone: instead.phone })
      : visit.t('bureau.otherwise', { name: visit.t('common.service_line'), phone: servicePhone }),
  });
}

async function set(visit: Visit) {
  const { bureauPhone: phone } = visit.read(Form);
  await setBureauPhone(visit.desk, { code: visit.params.code ?? '', phone });
  return seeOther('/bureaus?done=set');
}

export const routes: Route[] = [
  { method: 'GET', url: '/bureaus', needs: 'bureau.write', handle: list },
  { method: 'GET', url: '/bureaus/:code', needs: 'bureau.write', handle: ask },
  { method: 'POST', url: '/bureaus/:code', needs: 'bureau.write', form: ask, handle: set },
];
