CREATE TABLE "plan_rows" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"elder_id" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"proposed_id" text COLLATE "C",
	"cost" integer,
	"reasons" json NOT NULL,
	"load" integer NOT NULL,
	"times" integer NOT NULL,
	"volunteer_id" text COLLATE "C",
	"visits_per_month" integer NOT NULL,
	"minutes_per_visit" integer NOT NULL,
	"mark" text COLLATE "C",
	"mark_params" json,
	"pairing_id" text COLLATE "C",
	"pool_minutes" integer NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" bigint,
	"grant_id" text COLLATE "C",
	"policy_version" integer,
	"version" integer NOT NULL,
	CONSTRAINT "plan_rows_two" CHECK (volunteer_id is null or volunteer_id <> elder_id),
	CONSTRAINT "plan_rows_accepted" CHECK ((state = 'accepted') = (pairing_id is not null)),
	CONSTRAINT "plan_rows_marked" CHECK ((state = 'marked') = (mark is not null)),
	CONSTRAINT "plan_rows_decided" CHECK (state in ('open', 'without') or decided_by is not null)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"started_by" text COLLATE "C" NOT NULL,
	"grant_id" text COLLATE "C",
	"started_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"finished_at" bigint,
	"done" integer NOT NULL,
	"of" integer NOT NULL,
	"volunteers" integer NOT NULL,
	"visits_per_month" integer NOT NULL,
	"minutes_per_visit" integer NOT NULL,
	"service_codes" json NOT NULL,
	"policy_version" integer NOT NULL,
	CONSTRAINT "plans_ended" CHECK ((state = 'running') = (finished_at is null)),
	CONSTRAINT "plans_terms" CHECK (visits_per_month > 0 and minutes_per_visit > 0)
);
--> statement-breakpoint
CREATE TABLE "roster_lines" (
	"roster_id" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"elder_id" text COLLATE "C" NOT NULL,
	"volunteer_id" text COLLATE "C" NOT NULL,
	"service_code" text COLLATE "C" NOT NULL,
	"from_day" text COLLATE "C" NOT NULL,
	"to_day" text COLLATE "C" NOT NULL,
	"half_day" text,
	"start_minute" integer,
	"minutes" integer,
	CONSTRAINT "roster_lines_roster_id_line_pk" PRIMARY KEY("roster_id","line")
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"week" text COLLATE "C" NOT NULL,
	"edition" integer NOT NULL,
	"published_by" text COLLATE "C" NOT NULL,
	"published_at" bigint NOT NULL,
	"grant_id" text COLLATE "C",
	"policy_version" integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "plan_rows_elder" ON "plan_rows" USING btree ("plan_id","elder_id");--> statement-breakpoint
CREATE INDEX "plan_rows_state" ON "plan_rows" USING btree ("plan_id","state","line");--> statement-breakpoint
CREATE INDEX "plan_rows_pairing" ON "plan_rows" USING btree ("pairing_id") WHERE pairing_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "plans_running" ON "plans" USING btree ("state") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "plans_region" ON "plans" USING btree ("region_code","started_at");--> statement-breakpoint
CREATE INDEX "roster_lines_elder" ON "roster_lines" USING btree ("elder_id","from_day");--> statement-breakpoint
CREATE INDEX "roster_lines_volunteer" ON "roster_lines" USING btree ("volunteer_id","from_day");--> statement-breakpoint
CREATE UNIQUE INDEX "rosters_week" ON "rosters" USING btree ("region_code","week","edition");