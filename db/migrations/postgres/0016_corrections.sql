CREATE TABLE "corrections" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"event" text NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"county_code" text COLLATE "C" NOT NULL,
	"other_code" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"note" text,
	"minutes" integer,
	"state" text NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" bigint,
	"reversal" text COLLATE "C",
	"replacement" text COLLATE "C",
	CONSTRAINT "corrections_two_officers" CHECK (state <> 'accepted' or decided_by <> proposed_by),
	CONSTRAINT "corrections_decided" CHECK ((state = 'proposed') = (decided_by is null)),
	CONSTRAINT "corrections_posted" CHECK ((state = 'accepted') = (reversal is not null)),
	CONSTRAINT "corrections_minutes" CHECK (minutes is null or minutes > 0)
);
--> statement-breakpoint
CREATE TABLE "opening_lines" (
	"opening_id" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"minutes" integer NOT NULL,
	"remark" text,
	CONSTRAINT "opening_lines_opening_id_line_pk" PRIMARY KEY("opening_id","line"),
	CONSTRAINT "opening_lines_minutes" CHECK (minutes > 0)
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"county_code" text COLLATE "C" NOT NULL,
	"source" text NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" bigint,
	"reversal_by" text COLLATE "C",
	"reversal_at" bigint,
	"reversal_reason" text COLLATE "C",
	"reversed_by" text COLLATE "C",
	"reversed_at" bigint,
	CONSTRAINT "openings_two_officers" CHECK (state not in ('accepted', 'reversed') or decided_by <> proposed_by),
	CONSTRAINT "openings_two_reverse" CHECK (state <> 'reversed' or reversed_by <> reversal_by),
	CONSTRAINT "openings_reversed" CHECK ((state = 'reversed') = (reversed_by is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_once" ON "corrections" USING btree ("event_id") WHERE state <> 'declined';--> statement-breakpoint
CREATE INDEX "corrections_county" ON "corrections" USING btree ("county_code","state");--> statement-breakpoint
CREATE INDEX "corrections_other" ON "corrections" USING btree ("other_code","state");--> statement-breakpoint
CREATE UNIQUE INDEX "opening_lines_member" ON "opening_lines" USING btree ("opening_id","member_id");--> statement-breakpoint
CREATE INDEX "opening_lines_of" ON "opening_lines" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "openings_once" ON "openings" USING btree ("journal","hash") WHERE state in ('proposed', 'accepted');--> statement-breakpoint
CREATE INDEX "openings_county" ON "openings" USING btree ("county_code","state");