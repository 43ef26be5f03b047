CREATE TABLE `replacements` (
	`id` text PRIMARY KEY NOT NULL,
	`original_id` text NOT NULL,
	`state` text NOT NULL,
	`service_code` text NOT NULL,
	`served_on` text NOT NULL,
	`start_minute` integer,
	`end_minute` integer,
	`half_day` text NOT NULL,
	`served_minutes` integer NOT NULL,
	`volunteers` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`device` text,
	`replacement_id` text,
	CONSTRAINT "replacements_made" CHECK((state = 'accepted') = (replacement_id is not null)),
	CONSTRAINT "replacements_minutes" CHECK(served_minutes > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `replacements_once` ON `replacements` (`original_id`) WHERE state <> 'declined';--> statement-breakpoint
CREATE UNIQUE INDEX `replacements_by` ON `replacements` (`replacement_id`) WHERE replacement_id is not null;