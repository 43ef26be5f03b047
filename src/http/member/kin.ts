/** 家里人和亲戚: declared by one tick, proven by a second officer, ended with a reason. */
import { z } from 'zod';
import { RELATIONS } from '#domain/kinship';
import { must } from '#domain/refusal';
import { choice, maybeText, submissionKey, ticked } from '#http/form';
import { whyWords } from '#http/member/decide';
import { toldBond } from '#http/member/papers-told';
import { pickFrom } from '#http/member/pick';
import { about, idOf, toFile } from '#http/member/visit';
import { called, sayName } from '#http/name';
import { notFound, type Route, type Visit } from '#http/route';
import { cardOf } from '#records/card';
import { confirmKin } from '#usecases/kin/confirm';
import { declareKin } from '#usecases/kin/declare';
import { endKin } from '#usecases/kin/end';
import type { MemberFile } from '#usecases/member/view';

const PROOFS = ['householdBook', 'villageLetter', 'certificate'] as const;

const proofChoices = ({ t }: Visit) => PROOFS.map((proof) => ({ value: proof, label: t(`member.proof.${proof}`) }));

const form = about('member/kin', 'declareKin', async (visit, { member }) => ({
  ...(await pickFrom(visit, { not: [member.id] })),
  relations: RELATIONS.map((relation) => ({ value: relation, label: visit.t(`member.relation.${relation}`) })),
  proofs: [...proofChoices(visit), { value: '', label: visit.t('member.proof_later') }],
}));

async function declare(visit: Visit) {
  const { key, relation, proof, ...who } = visit.read(
    z.object({
      key: submissionKey(),
      relativeId: maybeText(40),
      cardNumber: maybeText(20),
      relation: choice(RELATIONS),
      proof: z.enum([...PROOFS, '']).optional(),
    }),
  );
  const relativeId = who.relativeId ?? (await byCard(visit, must(who.cardNumber, 'missing', { field: 'cardNumber' })));
  await declareKin(visit.desk, { key, memberId: idOf(visit), relativeId, relation, proof: proof || null });
  return toFile(idOf(visit), 'kin');
}

/** She may live anywhere: her card was in somebody's hand. */
const byCard = (visit: Visit, number: string): Promise<string> =>
  visit.desk.read(async (act) => must(await cardOf(act, number), 'card_wrong', { field: 'cardNumber' }).memberId);

/** The bond in the address, as it stands on this file: a row of somebody else's is not there. */
const bondIn = ({ params }: Visit, { kin }: MemberFile) =>
  kin.find((bond) => bond.id === params.kid && !bond.turned) ?? notFound();

const confirmForm = about('member/kin-confirmation', 'confirmKin', (visit, file) => {
  const bond = bondIn(visit, file);
  return {
    kinId: bond.id,
    bond: toldBond(visit, bond).words,
    proofs: proofChoices(visit),
    shown: bond.proof ?? '',
    consented: file.consents.some((consent) => consent.purpose === 'kinActs'),
  };
});

async function confirm(visit: Visit) {
  const { proof, mayAct } = visit.read(z.object({ proof: choice(PROOFS), mayAct: ticked() }));
  await confirmKin(visit.desk, { id: visit.params.kid ?? '', proof, mayAct });
  return toFile(idOf(visit), 'kin_confirmed');
}

const endForm = about('member/reason', 'confirmKin', (visit, file) => {
  const bond = bondIn(visit, file);
  return whyWords(visit, {
    name: 'kin_end',
    called: called(file.member, visit.lang),
    params: { other: sayName(bond.otherName, visit.lang) },
    action: `/members/${file.member.id}/kin/${bond.id}/end`,
  });
});

async function end(visit: Visit) {
  const { reason } = visit.read(z.object({ reason: maybeText(300) }));
  await endKin(visit.desk, { id: visit.params.kid ?? '', reason: reason ?? '' });
  return toFile(idOf(visit), 'kin_ended');
}

const AT = '/members/:id/kin';
export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'kin.declare', handle: form },
  { method: 'POST', url: AT, needs: 'kin.declare', form, handle: declare },
  { method: 'GET', url: `${AT}/:kid/confirmation`, needs: 'kin.confirm', handle: confirmForm },
  { method: 'POST', url: `${AT}/:kid/confirmation`, needs: 'kin.confirm', form: confirmForm, handle: confirm },
  { method: 'GET', url: `${AT}/:kid/end`, needs: 'kin.confirm', handle: endForm },
  { method: 'POST', url: `${AT}/:kid/end`, needs: 'kin.confirm', form: endForm, handle: end },
];
