CREATE TABLE `audit_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`finished_at` integer,
	`state` text NOT NULL,
	`progress` text NOT NULL,
	CONSTRAINT "audit_runs_ended" CHECK((state = 'running') = (finished_at is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_runs_running` ON `audit_runs` (`state`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `audit_runs_started` ON `audit_runs` (`started_at`);--> statement-breakpoint
ALTER TABLE `job_runs` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `audits` ADD `run` text;--> statement-breakpoint
ALTER TABLE `audits` ADD `faulty` integer;--> statement-breakpoint
CREATE INDEX `audits_run` ON `audits` (`run`);--> statement-breakpoint
CREATE INDEX `checkpoints_sealed` ON `checkpoints` (`journal`,`origin`,`sealed_at`);