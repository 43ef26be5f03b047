CREATE TABLE "pairing_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"pairing_id" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"acting_for_id" text COLLATE "C",
	"grant_id" text COLLATE "C",
	"reason" text COLLATE "C",
	"note" text,
	"policy_version" integer NOT NULL,
	"request_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"elder_id" text COLLATE "C" NOT NULL,
	"volunteer_id" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"visits_per_month" integer NOT NULL,
	"minutes_per_visit" integer NOT NULL,
	"service_codes" json NOT NULL,
	"relative" boolean NOT NULL,
	"helper_id" text COLLATE "C" NOT NULL,
	"follows_id" text COLLATE "C",
	"elder_said" text,
	"elder_said_by" text COLLATE "C",
	"elder_said_at" bigint,
	"volunteer_said" text,
	"volunteer_said_by" text COLLATE "C",
	"volunteer_said_at" bigint,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"confirmed_by" text COLLATE "C",
	"confirmed_at" bigint,
	"grant_minutes" integer NOT NULL,
	"pool_minutes" integer NOT NULL,
	"begins_on" text COLLATE "C",
	"review_on" text COLLATE "C",
	"substitute_id" text COLLATE "C",
	"substitute_from" text COLLATE "C",
	"substitute_to" text COLLATE "C",
	"reason" text COLLATE "C",
	"note" text,
	"ended_on" text COLLATE "C",
	"version" integer NOT NULL,
	"since" bigint NOT NULL,
	CONSTRAINT "pairings_two" CHECK (elder_id <> volunteer_id),
	CONSTRAINT "pairings_two_officers" CHECK (confirmed_by is null or confirmed_by <> proposed_by),
	CONSTRAINT "pairings_agreed" CHECK (confirmed_by is null or (elder_said is not null and volunteer_said is not null)),
	CONSTRAINT "pairings_visits" CHECK (visits_per_month > 0 and minutes_per_visit > 0),
	CONSTRAINT "pairings_committed" CHECK (confirmed_by is null or grant_minutes + pool_minutes = visits_per_month * minutes_per_visit)
);
--> statement-breakpoint
CREATE TABLE "suits" (
	"member_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"dialects" json NOT NULL,
	"times" json NOT NULL,
	"volunteer_sex" text,
	"sex_must" boolean NOT NULL,
	"dialect_must" boolean NOT NULL,
	"most_elders" integer,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"alert_id" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"grant_id" text COLLATE "C",
	"reason" text COLLATE "C",
	"note" text,
	"policy_version" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"urgency" text NOT NULL,
	"findings" json NOT NULL,
	"note" text,
	"floor" text NOT NULL,
	"owner_id" text COLLATE "C",
	"opened_by" text COLLATE "C" NOT NULL,
	"opened_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"taken_at" bigint,
	"closed_by" text COLLATE "C",
	"closed_at" bigint,
	"close_reason" text COLLATE "C",
	"close_note" text,
	"version" integer NOT NULL,
	CONSTRAINT "alerts_closed" CHECK ((state = 'closed') = (closed_by is not null)),
	CONSTRAINT "alerts_close_says" CHECK (state <> 'closed' or (close_reason is not null and close_note is not null))
);
--> statement-breakpoint
CREATE TABLE "dues" (
	"member_id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"from_day" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"risk" text NOT NULL,
	"pairing_id" text COLLATE "C",
	"alert_id" text COLLATE "C",
	"met_by" text COLLATE "C",
	"met_on" text COLLATE "C",
	"dropped_at" bigint,
	"drop_reason" text COLLATE "C",
	CONSTRAINT "dues_member_id_kind_from_day_pk" PRIMARY KEY("member_id","kind","from_day"),
	CONSTRAINT "dues_period" CHECK (due_on >= from_day),
	CONSTRAINT "dues_met" CHECK ((met_by is null) = (met_on is null))
);
--> statement-breakpoint
CREATE TABLE "visit_register" (
	"member_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"risk" text NOT NULL,
	"reasons" json NOT NULL,
	"on_since" text COLLATE "C" NOT NULL,
	"derived_at" bigint NOT NULL,
	"seen_on" text COLLATE "C",
	"heard_on" text COLLATE "C",
	"unseen_times" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"visited_on" text COLLATE "C" NOT NULL,
	"half_day" text,
	"mode" text NOT NULL,
	"findings" json NOT NULL,
	"note" text,
	"visitor_id" text COLLATE "C" NOT NULL,
	"duty" boolean NOT NULL,
	"pairing_id" text COLLATE "C",
	"exchange_id" text COLLATE "C",
	"alert_id" text COLLATE "C",
	"after_death" boolean NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL,
	"device" text COLLATE "C",
	"device_at" bigint,
	"corrected_by" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "exchanges" ADD COLUMN "pairing_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "died_on" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "pairing_moves_pairing" ON "pairing_moves" USING btree ("pairing_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "pairings_once" ON "pairings" USING btree ("elder_id","volunteer_id") WHERE state in ('proposed', 'agreed', 'active', 'paused');--> statement-breakpoint
CREATE INDEX "pairings_volunteer" ON "pairings" USING btree ("volunteer_id","state");--> statement-breakpoint
CREATE INDEX "pairings_elder" ON "pairings" USING btree ("elder_id","state");--> statement-breakpoint
CREATE INDEX "pairings_region" ON "pairings" USING btree ("state","region_code","since");--> statement-breakpoint
CREATE INDEX "pairings_review" ON "pairings" USING btree ("review_on") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "alert_moves_alert" ON "alert_moves" USING btree ("alert_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("member_id","kind") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "alerts_region" ON "alerts" USING btree ("state","region_code","due_at");--> statement-breakpoint
CREATE INDEX "alerts_owner" ON "alerts" USING btree ("owner_id","state");--> statement-breakpoint
CREATE INDEX "alerts_member" ON "alerts" USING btree ("member_id","opened_at");--> statement-breakpoint
CREATE INDEX "alerts_due" ON "alerts" USING btree ("due_at") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "dues_open" ON "dues" USING btree ("region_code","due_on") WHERE met_by is null and dropped_at is null;--> statement-breakpoint
CREATE INDEX "dues_month" ON "dues" USING btree ("region_code","from_day");--> statement-breakpoint
CREATE INDEX "visit_register_region" ON "visit_register" USING btree ("region_code","risk");--> statement-breakpoint
CREATE INDEX "visits_member" ON "visits" USING btree ("member_id","visited_on");--> statement-breakpoint
CREATE INDEX "visits_region" ON "visits" USING btree ("region_code","visited_on");--> statement-breakpoint
CREATE INDEX "visits_visitor" ON "visits" USING btree ("visitor_id","visited_on");--> statement-breakpoint
CREATE INDEX "visits_exchange" ON "visits" USING btree ("exchange_id") WHERE exchange_id is not null;