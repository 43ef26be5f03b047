/** The ways on from a list: narrowed to a place, its next page, back to the first, the list without a record. */
import { placeName } from '#http/place-words';
import { type ListContext, queueUrl } from '#http/queue/context';
import type { StaffVisit } from '#http/staff-page';
import type { PlaceChoice } from '#usecases/choices';

export const placeChoices = (
  visit: StaffVisit,
  places: readonly PlaceChoice[],
  context: ListContext,
  after: string | null,
) => ({
  place: context.place ?? '',
  places: places.map(({ code, place, count }) => ({
    value: code,
    label: visit.t('desk.place_count', { name: placeName(place, visit) || code, count }),
  })),
  next: after ? queueUrl({ ...context, after }) : null,
  first: context.after ? queueUrl({ ...context, after: null }) : null,
  list: queueUrl(context),
});
