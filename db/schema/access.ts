/** Who is signed in. The browser holds a random token, this table only its hash: a stolen copy opens no door. */
import { kit } from '#db/dialect';

export const sessions = kit.table(
  'sessions',
  {
    /** SHA-256 of the token, in hex. */
    id: kit.key().primaryKey(),
    /** usr_… or mem_…; the two tables have no key in common, so there is no foreign key here. */
    subjectId: kit.key().notNull(),
    createdAt: kit.long().notNull(),
    expiresAt: kit.long().notNull(),
    /** When it was last prolonged, null when never. */
    freshAt: kit.long(),
    /** The browser's long-lived random id, so that one can see which device to sign out. */
    device: kit.key(),
    userAgent: kit.text(),
    /** She left her post: this opens nothing any more, but her phone hears by it that it keeps nobody's name. */
    leftAt: kit.long(),
  },
  (session) => [
    kit.index('sessions_subject').on(session.subjectId),
    kit.index('sessions_expires').on(session.expiresAt),
  ],
);

/**
 * Who was ever signed in on a device. It outlives the session: a phone that an officer once used is hers for good, and what
 * a member says on it is no other device's word (docs/decisions/0010).
 */
export const deviceLogins = kit.table(
  'device_logins',
  {
    device: kit.key().notNull(),
    subjectId: kit.key().notNull(),
    /** For the first time. */
    at: kit.long().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.device, row.subjectId] })],
);
