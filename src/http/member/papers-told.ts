/** What is kept beside a file, in words: kin, consents, certificates, cards, the PIN. */
import { dayOf } from '#domain/day';
import { codeWords } from '#http/member/told';
import { nameOnPaper, sayName } from '#http/name';
import type { Visit } from '#http/route';
import { spacedSheet } from '#http/sheet/number';
import { sayDate } from '#i18n/say';
import type { MemberFile } from '#usecases/member/view';

/** She is the relative in a row that was written from the other side: then it is said from there. */
export function toldBond(visit: Visit, bond: MemberFile['kin'][number]) {
  const { t } = visit;
  const relation = codeWords(visit, `member.relation.${bond.relation}`);
  return {
    id: bond.id,
    otherId: bond.otherId,
    words: bond.turned
      ? t('member.kin_turned', { name: nameOnPaper(bond.otherName, visit.lang), relation })
      : t('member.kin_is', { name: nameOnPaper(bond.otherName, visit.lang), relation }),
    tag: bond.confirmed
      ? { kind: 'good' as const, words: t('member.kin_confirmed') }
      : { kind: 'waiting' as const, words: t('member.kin_unconfirmed') },
    acts: bond.mayAct ? t(bond.turned ? 'member.kin_acts_turned' : 'member.kin_acts') : '',
    proof: bond.proof ? codeWords(visit, `member.proof.${bond.proof}`) : '',
    open: !bond.confirmed && !bond.turned,
    turned: bond.turned,
  };
}

/** 2026-11 版: of the words that were read; `enrol-2026-11` as it is kept. */
function versionWords(t: Visit['t'], wording: string): string {
  const version = /\d{4}-\d{2}$/.exec(wording)?.[0];
  return version ? t('member.wording', { version }) : '';
}

export function toldConsent(
  { t, lang }: Visit,
  { id, purpose, how, witness, wording, givenAt }: MemberFile['consents'][number],
) {
  return {
    id,
    words: t(`member.consent.${purpose}`),
    how: [
      sayDate(lang, dayOf(givenAt)),
      t(`member.consentHow.${how}`),
      witness ? t('member.witness', { name: nameOnPaper(witness, lang) }) : '',
      versionWords(t, wording),
    ].filter(Boolean),
  };
}

/** 老人登记表 123 456 789: who typed it in, and who wrote it. The same number is not typed in again. */
export function toldPaper({ t, lang }: Visit, { sheet, form, at, by, handled }: MemberFile['papers'][number]) {
  return {
    words: t(`paper.form.${form}`),
    number: spacedSheet(sheet),
    by: [
      sayDate(lang, dayOf(at)),
      t('line.entered', { name: sayName(by ?? '', lang), handler: sayName(handled ?? '', lang) }),
    ].join(t('member.comma')),
  };
}

export function toldCertificate(visit: Visit, one: MemberFile['certificates'][number]) {
  const { t, lang } = visit;
  const over = one.validTo !== null && one.validTo < dayOf(visit.desk.now);
  const until = one.validTo ? t('member.valid_to', { day: sayDate(lang, one.validTo) }) : t('member.valid_always');
  return {
    words: t(`member.certificate.${one.kind}`),
    number: one.number ?? '',
    until,
    tag: over
      ? { kind: 'grave' as const, words: t('member.certificate_over') }
      : { kind: 'good' as const, words: t('member.certificate_good') },
  };
}

export function toldPin({ t, lang }: Visit, pin: MemberFile['pin']): string {
  if (!pin) return t('member.pin_none');
  const day = sayDate(lang, dayOf(pin.setAt));
  const set = t('member.pin_set', {
    day,
    present: nameOnPaper(pin.presentName, lang),
    by: pin.setBy ? sayName(pin.setBy, lang) : t('member.somebody'),
  });
  if (pin.changedAt === null) return set;
  return [set, t('member.pin_changed', { day: sayDate(lang, dayOf(pin.changedAt)) })].join(lang === 'en' ? ' ' : '');
}
