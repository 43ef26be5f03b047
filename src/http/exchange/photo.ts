/** 照片: of what was written by hand. Added by those who log, looked at by those who decide; every look is written down. */
import { Refusal } from '#domain/refusal';
import { fileWords } from '#http/exchange/file-words';
import { notFound, page, picture, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { photoIn } from '#http/upload';
import { addRecordPhoto } from '#usecases/attachment/add';
import { lookAtPhoto } from '#usecases/attachment/look';
import { readFile } from '#usecases/exchange/file';

const idOf = ({ params }: StaffVisit): string => params.id ?? '';
const fileOf = (visit: StaffVisit): string => `/exchanges/${idOf(visit)}/file`;

const newPage = forStaff(async (visit) => {
  const file = await readFile(visit.desk, idOf(visit));
  return page('exchange-file/photo-new', { file: fileWords(file, visit), back: fileOf(visit) });
});

const add = forStaff(async (visit) => {
  const photo = await photoIn(visit);
  if (!photo) throw new Refusal('missing', { field: 'photo' });
  await addRecordPhoto(visit.desk, { id: idOf(visit), photo });
  return seeOther(`${fileOf(visit)}?done=photo`);
});

/** Large, with the record it belongs to. */
const show = forStaff(async (visit) => {
  const file = fileWords(await readFile(visit.desk, idOf(visit)), visit);
  const photo = file.photos.find(({ id }) => id === visit.params.photo) ?? notFound();
  return page('exchange-file/photo', { file, photo, back: fileOf(visit) });
});

const image = forStaff(async (visit) =>
  picture(await lookAtPhoto(visit.desk, { id: idOf(visit), photoId: visit.params.photo ?? '' })),
);

const at = '/exchanges/:id/photos';
export const routes: Route[] = [
  { method: 'GET', url: `${at}/new`, needs: 'attachment.add', handle: newPage },
  { method: 'POST', url: at, needs: 'attachment.add', upload: true, form: newPage, handle: add },
  { method: 'GET', url: `${at}/:photo`, needs: 'attachment.read', handle: show },
  { method: 'GET', url: `${at}/:photo/image`, needs: 'attachment.read', handle: image },
];
