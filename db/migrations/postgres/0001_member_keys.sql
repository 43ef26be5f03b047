CREATE TABLE "member_keys" (
	"key" text COLLATE "C" NOT NULL,
	"pinyin" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "member_keys_key_pinyin_member_id_pk" PRIMARY KEY("key","pinyin","member_id")
);
--> statement-breakpoint
DROP INDEX "audit_region";--> statement-breakpoint
DROP INDEX "members_initials";--> statement-breakpoint
DROP INDEX "transfers_from";--> statement-breakpoint
DROP INDEX "transfers_to";--> statement-breakpoint
CREATE INDEX "exchanges_reversal" ON "exchanges" USING btree ("state","since") WHERE reversal_at is not null;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "users_person" ON "users" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "members_duplicates" ON "members" USING btree ("duplicate_of_id") WHERE duplicate_of_id is not null;--> statement-breakpoint
CREATE INDEX "transfers_from" ON "transfers" USING btree ("journal","from_account","seq","line");--> statement-breakpoint
CREATE INDEX "transfers_to" ON "transfers" USING btree ("journal","to_account","seq","line");
--> statement-breakpoint
-- What `#records/member-keys` writes with every name: beginnings of every part of name and nickname (two characters), of
-- the spelling and of the initials (three letters), and the empty key under which everybody is.
INSERT INTO "member_keys" ("key", "pinyin", "member_id")
WITH RECURSIVE ats(at) AS (
  SELECT 1 UNION ALL SELECT at + 1 FROM ats
  WHERE at < (SELECT max(length(name) + coalesce(length(nickname), 0) + length(initials)) FROM members)
),
sizes(size) AS (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3),
called(text, pinyin, id) AS (
  SELECT name COLLATE "C", pinyin, id FROM members UNION ALL SELECT nickname COLLATE "C", pinyin, id FROM members WHERE nickname IS NOT NULL
),
spelled(text, pinyin, id) AS (
  SELECT replace(pinyin, ' ', ''), pinyin, id FROM members UNION ALL SELECT initials, pinyin, id FROM members
)
SELECT '', pinyin, id FROM members
UNION SELECT substr(text, at, size), pinyin, id FROM called, ats, sizes WHERE size <= 2 AND at + size - 1 <= length(text)
UNION SELECT substr(text, at, size), pinyin, id FROM spelled, ats, sizes
  WHERE at + size - 1 <= length(text) AND (at = 1 OR substr(text, at - 1, 1) = '/')
  AND replace(substr(text, at, size), '/', '') = substr(text, at, size);
