CREATE TABLE "replacements" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"original_id" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"service_code" text COLLATE "C" NOT NULL,
	"served_on" text COLLATE "C" NOT NULL,
	"start_minute" integer,
	"end_minute" integer,
	"half_day" text NOT NULL,
	"served_minutes" integer NOT NULL,
	"volunteers" json NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"device" text COLLATE "C",
	"replacement_id" text COLLATE "C",
	CONSTRAINT "replacements_made" CHECK ((state = 'accepted') = (replacement_id is not null)),
	CONSTRAINT "replacements_minutes" CHECK (served_minutes > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "replacements_once" ON "replacements" USING btree ("original_id") WHERE state <> 'declined';--> statement-breakpoint
CREATE UNIQUE INDEX "replacements_by" ON "replacements" USING btree ("replacement_id") WHERE replacement_id is not null;