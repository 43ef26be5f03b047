/** An incident from a member's own side: it is being looked after, nothing of hers is lost, whom to call. What others said of it is not shown. */
import { firstCalls, happenedWords } from '#http/incident/words';
import type { MemberVisit } from '#http/member/page';
import { sayName } from '#http/name';
import { type Page, page } from '#http/route';
import { textOf } from '#http/staff-page';
import { viewOwnIncident } from '#usecases/incident/view';

export async function ownPage(visit: MemberVisit): Promise<Page> {
  const { t, lang } = visit;
  const { incident, mine, insurance, helper } = await viewOwnIncident(visit.desk, visit.params.id ?? '');
  const over = incident.state === 'closed';
  const rests = !over && incident.pairingId !== null;
  return page('incident/own', {
    done: textOf(visit.query, 'done') === 'tell',
    over,
    title: t(over ? 'incident.own.over' : 'incident.own.title'),
    words: over
      ? t(incident.closeReason === 'nothing' ? 'incident.own.nothing' : 'incident.own.closed')
      : t('incident.own.seen_to'),
    rests,
    when: happenedWords(incident, visit),
    told: mine ? incident.told : '',
    calls: over
      ? []
      : [
          ...firstCalls(incident.kind, incident.volunteerId === visit.actor.id ? insurance : null, visit),
          ...(helper
            ? [{ label: t('incident.call_helper', { name: sayName(helper.name, lang) }), tel: helper.phone }]
            : []),
        ],
  });
}
