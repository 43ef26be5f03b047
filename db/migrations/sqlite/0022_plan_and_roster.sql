CREATE TABLE `plan_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`line` integer NOT NULL,
	`region_code` text NOT NULL,
	`elder_id` text NOT NULL,
	`state` text NOT NULL,
	`proposed_id` text,
	`cost` integer,
	`reasons` text NOT NULL,
	`load` integer NOT NULL,
	`times` integer NOT NULL,
	`volunteer_id` text,
	`visits_per_month` integer NOT NULL,
	`minutes_per_visit` integer NOT NULL,
	`mark` text,
	`mark_params` text,
	`pairing_id` text,
	`pool_minutes` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`grant_id` text,
	`policy_version` integer,
	`version` integer NOT NULL,
	CONSTRAINT "plan_rows_two" CHECK(volunteer_id is null or volunteer_id <> elder_id),
	CONSTRAINT "plan_rows_accepted" CHECK((state = 'accepted') = (pairing_id is not null)),
	CONSTRAINT "plan_rows_marked" CHECK((state = 'marked') = (mark is not null)),
	CONSTRAINT "plan_rows_decided" CHECK(state in ('open', 'without') or decided_by is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_rows_elder` ON `plan_rows` (`plan_id`,`elder_id`);--> statement-breakpoint
CREATE INDEX `plan_rows_state` ON `plan_rows` (`plan_id`,`state`,`line`);--> statement-breakpoint
CREATE INDEX `plan_rows_pairing` ON `plan_rows` (`pairing_id`) WHERE pairing_id is not null;--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`grant_id` text,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`finished_at` integer,
	`done` integer NOT NULL,
	`of` integer NOT NULL,
	`volunteers` integer NOT NULL,
	`visits_per_month` integer NOT NULL,
	`minutes_per_visit` integer NOT NULL,
	`service_codes` text NOT NULL,
	`policy_version` integer NOT NULL,
	CONSTRAINT "plans_ended" CHECK((state = 'running') = (finished_at is null)),
	CONSTRAINT "plans_terms" CHECK(visits_per_month > 0 and minutes_per_visit > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_running` ON `plans` (`state`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `plans_region` ON `plans` (`region_code`,`started_at`);--> statement-breakpoint
CREATE TABLE `roster_lines` (
	`roster_id` text NOT NULL,
	`line` integer NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`elder_id` text NOT NULL,
	`volunteer_id` text NOT NULL,
	`service_code` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`half_day` text,
	`start_minute` integer,
	`minutes` integer,
	PRIMARY KEY(`roster_id`, `line`)
);
--> statement-breakpoint
CREATE INDEX `roster_lines_elder` ON `roster_lines` (`elder_id`,`from_day`);--> statement-breakpoint
CREATE INDEX `roster_lines_volunteer` ON `roster_lines` (`volunteer_id`,`from_day`);--> statement-breakpoint
CREATE TABLE `rosters` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`week` text NOT NULL,
	`edition` integer NOT NULL,
	`published_by` text NOT NULL,
	`published_at` integer NOT NULL,
	`grant_id` text,
	`policy_version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rosters_week` ON `rosters` (`region_code`,`week`,`edition`);