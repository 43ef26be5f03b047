/** 家里人之间的照顾: refused to her who is family, with the name of who writes it down instead. */
import { Refusal } from '#domain/refusal';
import { sayName } from '#http/name';
import type { StaffVisit } from '#http/staff-page';
import { whoElseMay } from '#usecases/exchange/who-else';

/** For `.catch`: any other error goes on as it is. */
export const orWhoElse =
  ({ desk, lang, t }: StaffVisit, memberId: string) =>
  async (error: unknown): Promise<never> => {
    if (!(error instanceof Refusal) || error.code !== 'family_record') throw error;
    const names = await whoElseMay(desk, memberId);
    if (names.length === 0) throw error;
    const name = names.map((one) => sayName(one, lang)).join(t('who.and'));
    throw new Refusal('family_record_by', { ...error.params, name });
  };
