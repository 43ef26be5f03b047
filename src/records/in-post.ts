/** Whether a grant is a post that somebody holds today: accepted, begun, not ended, by a user who still may come in. */
import { and, gte, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { grants, users } from '#db/schema/office';

/** For a query over `grants` joined with `users`. */
export const inPost = ({ today }: Pick<Act, 'today'>) =>
  and(
    ...[isNotNull(grants.acceptedAt), isNull(grants.endedAt), isNull(users.disabledAt)],
    lte(grants.validFrom, today),
    or(isNull(grants.validTo), gte(grants.validTo, today)),
  );
