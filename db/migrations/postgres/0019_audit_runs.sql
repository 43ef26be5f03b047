CREATE TABLE "audit_runs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"started_by" text COLLATE "C" NOT NULL,
	"started_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"finished_at" bigint,
	"state" text COLLATE "C" NOT NULL,
	"progress" json NOT NULL,
	CONSTRAINT "audit_runs_ended" CHECK ((state = 'running') = (finished_at is null))
);
--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "seen_at" bigint;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "run" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "faulty" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_runs_running" ON "audit_runs" USING btree ("state") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "audit_runs_started" ON "audit_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "audits_run" ON "audits" USING btree ("run");--> statement-breakpoint
CREATE INDEX "checkpoints_sealed" ON "checkpoints" USING btree ("journal","origin","sealed_at");