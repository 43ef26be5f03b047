CREATE TABLE "handover_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"handover_id" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"grant_id" text COLLATE "C",
	"how" text,
	"reason" text COLLATE "C",
	"note" text,
	"policy_version" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"from_id" text COLLATE "C" NOT NULL,
	"to_id" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"list" json NOT NULL,
	"drawn_by" text COLLATE "C" NOT NULL,
	"drawn_at" bigint NOT NULL,
	"from_signed" text,
	"from_signed_at" bigint,
	"from_witness_id" text COLLATE "C",
	"unsent" integer,
	"to_signed" text,
	"to_signed_at" bigint,
	"to_witness_id" text COLLATE "C",
	"note" text,
	"version" integer NOT NULL,
	CONSTRAINT "handovers_two" CHECK (from_id <> to_id),
	CONSTRAINT "handovers_signed" CHECK (state <> 'signed' or (from_signed_at is not null and to_signed_at is not null))
);
--> statement-breakpoint
CREATE TABLE "post_backups" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"given_by" text COLLATE "C" NOT NULL,
	"given_at" bigint NOT NULL,
	"accepted_by" text COLLATE "C",
	"accepted_at" bigint,
	"ended_by" text COLLATE "C",
	"ended_at" bigint,
	CONSTRAINT "post_backups_two_officers" CHECK (accepted_by is null or accepted_by <> given_by)
);
--> statement-breakpoint
CREATE TABLE "post_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"user_id" text COLLATE "C",
	"actor_id" text COLLATE "C" NOT NULL,
	"grant_id" text COLLATE "C",
	"reason" text COLLATE "C",
	"policy_version" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"region_code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"holder_id" text COLLATE "C",
	"cover_id" text COLLATE "C",
	"since" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trainings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"held_on" text COLLATE "C" NOT NULL,
	"topic" text NOT NULL,
	"minutes" integer NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL,
	"withdrawn_by" text COLLATE "C",
	"withdrawn_at" bigint,
	CONSTRAINT "trainings_minutes" CHECK (minutes > 0)
);
--> statement-breakpoint
CREATE TABLE "visit_counts" (
	"region_code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"counted_on" text COLLATE "C" NOT NULL,
	"people" integer NOT NULL,
	"seen" integer NOT NULL,
	"away" integer NOT NULL,
	"late" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_sheets" (
	"user_id" text COLLATE "C" NOT NULL,
	"month" text COLLATE "C" NOT NULL,
	"figures" json NOT NULL,
	"lists" json NOT NULL,
	"region_codes" json NOT NULL,
	"policy_version" integer NOT NULL,
	"closed_at" bigint NOT NULL,
	CONSTRAINT "work_sheets_user_id_month_pk" PRIMARY KEY("user_id","month")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "left_at" bigint;--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "backup_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "grants" ADD COLUMN "end_reason" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "dues" ADD COLUMN "county" text COLLATE "C" GENERATED ALWAYS AS (substr(region_code, 1, 6)) STORED;--> statement-breakpoint
ALTER TABLE "visit_register" ADD COLUMN "county" text COLLATE "C" GENERATED ALWAYS AS (substr(region_code, 1, 6)) STORED;--> statement-breakpoint
CREATE INDEX "handover_moves_handover" ON "handover_moves" USING btree ("handover_id","at");--> statement-breakpoint
CREATE INDEX "handovers_region" ON "handovers" USING btree ("region_code","drawn_at");--> statement-breakpoint
CREATE INDEX "handovers_from" ON "handovers" USING btree ("from_id","state");--> statement-breakpoint
CREATE INDEX "handovers_to" ON "handovers" USING btree ("to_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_open" ON "handovers" USING btree ("region_code") WHERE state = 'drawn';--> statement-breakpoint
CREATE UNIQUE INDEX "post_backups_one" ON "post_backups" USING btree ("region_code") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "post_moves_region" ON "post_moves" USING btree ("region_code","at");--> statement-breakpoint
CREATE INDEX "posts_state" ON "posts" USING btree ("state","region_code");--> statement-breakpoint
CREATE INDEX "trainings_user" ON "trainings" USING btree ("user_id","held_on");--> statement-breakpoint
CREATE INDEX "alerts_opened_by" ON "alerts" USING btree ("opened_by","opened_at");--> statement-breakpoint
CREATE INDEX "alerts_closed_by" ON "alerts" USING btree ("closed_by","closed_at") WHERE closed_by is not null;--> statement-breakpoint
CREATE INDEX "dues_late" ON "dues" USING btree ("county","due_on","member_id") WHERE met_by is null and dropped_at is null;--> statement-breakpoint
CREATE INDEX "visit_register_unseen" ON "visit_register" USING btree ("county","seen_on","member_id");