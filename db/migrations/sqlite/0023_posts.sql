CREATE TABLE `handover_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`handover_id` text NOT NULL,
	`move` text NOT NULL,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`how` text,
	`reason` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `handover_moves_handover` ON `handover_moves` (`handover_id`,`at`);--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`state` text NOT NULL,
	`list` text NOT NULL,
	`drawn_by` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`from_signed` text,
	`from_signed_at` integer,
	`from_witness_id` text,
	`unsent` integer,
	`to_signed` text,
	`to_signed_at` integer,
	`to_witness_id` text,
	`note` text,
	`version` integer NOT NULL,
	CONSTRAINT "handovers_two" CHECK(from_id <> to_id),
	CONSTRAINT "handovers_signed" CHECK(state <> 'signed' or (from_signed_at is not null and to_signed_at is not null))
);
--> statement-breakpoint
CREATE INDEX `handovers_region` ON `handovers` (`region_code`,`drawn_at`);--> statement-breakpoint
CREATE INDEX `handovers_from` ON `handovers` (`from_id`,`state`);--> statement-breakpoint
CREATE INDEX `handovers_to` ON `handovers` (`to_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `handovers_open` ON `handovers` (`region_code`) WHERE state = 'drawn';--> statement-breakpoint
CREATE TABLE `post_backups` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`user_id` text NOT NULL,
	`given_by` text NOT NULL,
	`given_at` integer NOT NULL,
	`accepted_by` text,
	`accepted_at` integer,
	`ended_by` text,
	`ended_at` integer,
	CONSTRAINT "post_backups_two_officers" CHECK(accepted_by is null or accepted_by <> given_by)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `post_backups_one` ON `post_backups` (`region_code`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `post_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`move` text NOT NULL,
	`user_id` text,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`reason` text,
	`policy_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_moves_region` ON `post_moves` (`region_code`,`at`);--> statement-breakpoint
CREATE TABLE `posts` (
	`region_code` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`holder_id` text,
	`cover_id` text,
	`since` text NOT NULL,
	`reason` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `posts_state` ON `posts` (`state`,`region_code`);--> statement-breakpoint
CREATE TABLE `trainings` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`region_code` text NOT NULL,
	`held_on` text NOT NULL,
	`topic` text NOT NULL,
	`minutes` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	CONSTRAINT "trainings_minutes" CHECK(minutes > 0)
);
--> statement-breakpoint
CREATE INDEX `trainings_user` ON `trainings` (`user_id`,`held_on`);--> statement-breakpoint
CREATE TABLE `visit_counts` (
	`region_code` text PRIMARY KEY NOT NULL,
	`counted_on` text NOT NULL,
	`people` integer NOT NULL,
	`seen` integer NOT NULL,
	`away` integer NOT NULL,
	`late` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `work_sheets` (
	`user_id` text NOT NULL,
	`month` text NOT NULL,
	`figures` text NOT NULL,
	`lists` text NOT NULL,
	`region_codes` text NOT NULL,
	`policy_version` integer NOT NULL,
	`closed_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `month`)
);
--> statement-breakpoint
ALTER TABLE `sessions` ADD `left_at` integer;--> statement-breakpoint
ALTER TABLE `grants` ADD `backup_id` text;--> statement-breakpoint
ALTER TABLE `grants` ADD `end_reason` text;--> statement-breakpoint
ALTER TABLE `dues` ADD `county` text GENERATED ALWAYS AS (substr(region_code, 1, 6)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `dues_late` ON `dues` (`county`,`due_on`,`member_id`) WHERE met_by is null and dropped_at is null;--> statement-breakpoint
ALTER TABLE `visit_register` ADD `county` text GENERATED ALWAYS AS (substr(region_code, 1, 6)) VIRTUAL;--> statement-breakpoint
CREATE INDEX `visit_register_unseen` ON `visit_register` (`county`,`seen_on`,`member_id`);--> statement-breakpoint
CREATE INDEX `alerts_opened_by` ON `alerts` (`opened_by`,`opened_at`);--> statement-breakpoint
CREATE INDEX `alerts_closed_by` ON `alerts` (`closed_by`,`closed_at`) WHERE closed_by is not null;