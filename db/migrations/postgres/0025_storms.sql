CREATE TABLE "storm_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"storm_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C",
	"move" text NOT NULL,
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
CREATE TABLE "storm_people" (
	"storm_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"risk" text,
	"reasons" json NOT NULL,
	"added_why" text,
	"liaison_kind" text,
	"liaison_id" text COLLATE "C",
	"mark" text NOT NULL,
	"said" text,
	"marked_by" text COLLATE "C",
	"marked_at" bigint,
	"due_from" text COLLATE "C",
	"version" integer NOT NULL,
	CONSTRAINT "storm_people_storm_id_member_id_pk" PRIMARY KEY("storm_id","member_id"),
	CONSTRAINT "storm_people_liaison" CHECK ((liaison_kind is null) = (liaison_id is null)),
	CONSTRAINT "storm_people_said" CHECK (mark not in ('moved', 'notNeeded') or said is not null)
);
--> statement-breakpoint
CREATE TABLE "storms" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"note" text NOT NULL,
	"declared_by" text COLLATE "C" NOT NULL,
	"declared_at" bigint NOT NULL,
	"from_day" text COLLATE "C",
	"to_day" text COLLATE "C",
	"begun_at" bigint,
	"ended_at" bigint,
	"visit_hours" integer,
	"closed_by" text COLLATE "C",
	"closed_at" bigint,
	"close_reason" text COLLATE "C",
	"close_note" text,
	"version" integer NOT NULL,
	CONSTRAINT "storms_begun" CHECK ((from_day is null) = (begun_at is null)),
	CONSTRAINT "storms_ended" CHECK ((to_day is null) = (ended_at is null)),
	CONSTRAINT "storms_days_in_order" CHECK (to_day is null or (from_day is not null and from_day <= to_day)),
	CONSTRAINT "storms_hours" CHECK ((visit_hours is null) = (ended_at is null)),
	CONSTRAINT "storms_closed" CHECK ((state = 'closed') = (closed_at is not null))
);
--> statement-breakpoint
CREATE INDEX "storm_moves_storm" ON "storm_moves" USING btree ("storm_id","member_id","at");--> statement-breakpoint
CREATE INDEX "storm_people_region" ON "storm_people" USING btree ("storm_id","region_code","mark");--> statement-breakpoint
CREATE INDEX "storm_people_member" ON "storm_people" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "storms_once" ON "storms" USING btree ("region_code") WHERE state in ('before', 'during');--> statement-breakpoint
CREATE INDEX "storms_state" ON "storms" USING btree ("state","region_code");--> statement-breakpoint
CREATE INDEX "storms_days" ON "storms" USING btree ("region_code","from_day");