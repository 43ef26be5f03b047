/** Who she is and where she lives, in words. Numbers are told as on file or not; opening one is a look of its own. */
import { sayParts } from '#http/member/told';
import { nameOnPaper } from '#http/name';
import { placeCalled, sayPath } from '#http/place-words';
import type { Visit } from '#http/route';
import { sayDate } from '#i18n/say';
import type { MemberFile } from '#usecases/member/view';

/** Each with the way to look at it and to put it right, where this officer has one. */
export function toldPerson(visit: Visit, file: MemberFile) {
  const { t, lang } = visit;
  const { member, may } = file;
  const change = (what: string) => (may.correct ? `/members/${member.id}/correction?what=${what}` : '');
  const look = (what: string, there: boolean) => (there ? `/members/${member.id}/looks?what=${what}` : '');
  const identity = member.identityKind !== 'none';
  const nickname = member.nickname ? nameOnPaper(member.nickname, lang) : t('member.not_on_file');
  return [
    { label: t('field.name'), value: nameOnPaper(member.name, lang), change: change('name') },
    { label: t('field.nickname'), value: nickname, change: change('name') },
    { label: t('field.bornOn'), value: sayDate(lang, member.bornOn), change: change('identity') },
    {
      label: t('field.identityKind'),
      value: t(`member.identity.${member.identityKind}`),
      look: look('identity', identity && may.identity === true),
      change: change('identity'),
    },
    {
      label: t('field.phone'),
      value: member.phoneTail ? t('member.phone_tail', { tail: member.phoneTail }) : t('member.no_phone'),
      look: look('phone', member.phoneTail !== null),
      change: change('phone'),
    },
    {
      label: t('field.villageCode'),
      value: sayPath(file.place, visit),
      sub: file.hamlet ? placeCalled(file.hamlet.name, lang) : '',
      change: may.move ? `/members/${member.id}/move` : '',
    },
    {
      label: t('field.address'),
      value: t(file.hasAddress ? 'member.on_file' : 'member.not_on_file'),
      look: look('address', file.hasAddress),
      change: change('address'),
    },
    { label: t('field.homeRegionCode'), value: homeRegion(visit, file) },
    { label: t('field.parts'), value: sayParts(visit, member), change: change('parts') },
  ];
}

function homeRegion(visit: Visit, { member, home }: MemberFile): string {
  if (member.homeRegionCode === member.regionCode) return visit.t('member.home.here');
  if (home.length > 0) return sayPath(home, visit);
  return visit.t(member.homeRegionCode === '44' ? 'member.home.province' : 'member.home.elsewhere');
}
