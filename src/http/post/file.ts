/** 助老员岗位 of one village: who holds it, who stands by, and what became of it; its backup is named and accepted here. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { text } from '#http/form';
import { sayName } from '#http/name';
import { doneWords } from '#http/office/words';
import { sayPath } from '#http/place-words';
import { type Answer, page, type Route } from '#http/route';
import { forStaff, landed, type StaffVisit } from '#http/staff-page';
import { sayDate, sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import type { PostMoveRow } from '#records/post-life';
import { acceptBackup, dropBackup, nameBackup } from '#usecases/post/backup';
import { type PostFile, viewPost } from '#usecases/post/view';

const DONE = { named: 'post.done.named', accepted: 'post.done.accepted', dropped: 'post.done.dropped' } as const;

const codeOf = ({ params }: StaffVisit): string => params.code ?? '';

const show = forStaff(async (visit) => {
  const file = await viewPost(visit.desk, codeOf(visit));
  const { t, lang } = visit;
  const { post, path, answering, choices } = file;
  const called = (id: string | null | undefined) => sayName(file.names.get(id ?? '') ?? '', lang);
  return page('post/file', {
    code: file.regionCode,
    title: t('post.helper', { place: sayPath(path.slice(-1), visit) }),
    where: sayPath(path, visit),
    done: doneWords(visit, DONE),
    tag: { kind: post?.state === 'held' ? 'good' : 'waiting', words: t(`post.state.${post?.state ?? 'never'}`) },
    rows: [
      {
        label: t('post.holder'),
        value: post?.holderId ? called(post.holderId) : t('post.nobody'),
        sub: post ? [sinceWords(post, visit), whyWords(post.reason, visit)].filter(Boolean).join(t('care.comma')) : '',
      },
      {
        label: t('post.answers'),
        value: answering ? sayName(answering.name, lang) : t('post.answers_nobody'),
        sub: answering
          ? [t(`role.${answering.role}`), answering.phone ?? ''].filter(Boolean).join(t('care.comma'))
          : '',
      },
    ],
    call:
      answering?.phone && post?.state !== 'held'
        ? { label: sayName(answering.name, lang), tel: answering.phone }
        : null,
    backup: backupWords(file, visit),
    choices: choices.map((id) => ({ value: id, label: called(id) })),
    moves: file.moves.map((move) => moveWords(move, file, visit)),
  });
});

const sinceWords = ({ state, since }: { state: string; since: string }, { t, lang }: StaffVisit): string =>
  t(state === 'held' ? 'post.from' : 'post.vacant_since', { day: sayDate(lang, since) });

function whyWords(reason: string | null, { t }: StaffVisit): string {
  const key = `post.why.${reason}`;
  return isKey(key) ? t(key) : '';
}

function backupWords({ backup, post, names, accept, drop }: PostFile, { t, lang, actor }: StaffVisit) {
  if (!backup) return null;
  const name = sayName(names.get(backup.userId) ?? '', lang);
  const state = !backup.acceptedAt ? 'waits' : post?.coverId === backup.userId ? 'now' : 'ready';
  return {
    words: t(`post.backup_${state}`, { name }),
    accept: accept === 'fit' ? t('post.backup_accept', { name }) : '',
    own: state === 'waits' && backup.givenBy === actor.id ? t('post.backup_own') : '',
    drop: drop === 'fit',
  };
}

function moveWords({ move, userId, actorId, reason, at }: PostMoveRow, { names }: PostFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const by = names.get(actorId);
  return {
    when: sayMoment(lang, at, dayOf(desk.now)),
    what: t(`post.told.${move}`, { name: sayName(names.get(userId ?? '') ?? '', lang) }),
    why: whyWords(reason, visit),
    by: by ? sayName(by, lang) : t('alert.system'),
  };
}

const back = (visit: StaffVisit, done: keyof typeof DONE): Answer => landed(`/posts/${codeOf(visit)}`, done);

const name = forStaff(async (visit) => {
  const { userId } = visit.read(z.object({ userId: text(40) }));
  await nameBackup(visit.desk, { regionCode: codeOf(visit), userId });
  return back(visit, 'named');
});

const accept = forStaff(async (visit) => {
  await acceptBackup(visit.desk, { regionCode: codeOf(visit) });
  return back(visit, 'accepted');
});

const drop = forStaff(async (visit) => {
  await dropBackup(visit.desk, { regionCode: codeOf(visit) });
  return back(visit, 'dropped');
});

export const routes: Route[] = [
  { method: 'GET', url: '/posts/:code', needs: 'user.read', handle: show },
  { method: 'POST', url: '/posts/:code/backup', needs: 'grant.propose', form: show, handle: name },
  { method: 'POST', url: '/posts/:code/backup/acceptance', needs: 'grant.accept', form: show, handle: accept },
  { method: 'POST', url: '/posts/:code/backup/end', needs: 'grant.end', form: show, handle: drop },
];
