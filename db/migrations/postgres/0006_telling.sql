CREATE TABLE "notices" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"move_id" text COLLATE "C" NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"side" text COLLATE "C" NOT NULL,
	"to_kind" text COLLATE "C" NOT NULL,
	"to_id" text COLLATE "C" NOT NULL,
	"about_id" text COLLATE "C",
	"at" bigint NOT NULL,
	"read_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"notice_id" text COLLATE "C" NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"to_id" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"tries" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"last_error" text,
	"done_at" bigint,
	"done_by" text COLLATE "C",
	"told_on" text COLLATE "C",
	"reason" text COLLATE "C",
	"note" text,
	CONSTRAINT "outbox_told" CHECK (told_on is null or done_by is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("move_id","to_id");--> statement-breakpoint
CREATE INDEX "notices_to" ON "notices" USING btree ("to_id","at");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("to_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "notices_exchange" ON "notices" USING btree ("exchange_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_notice" ON "outbox" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_at") WHERE state = 'waiting' and channel = 'phone';--> statement-breakpoint
CREATE INDEX "outbox_in_person" ON "outbox" USING btree ("region_code","to_id") WHERE state = 'waiting' and channel = 'inPerson';--> statement-breakpoint
CREATE INDEX "outbox_dead" ON "outbox" USING btree ("region_code","next_at") WHERE state = 'dead';