CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`seq` integer NOT NULL,
	`event` text NOT NULL,
	`event_id` text NOT NULL,
	`county_code` text NOT NULL,
	`other_code` text NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`minutes` integer,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reversal` text,
	`replacement` text,
	CONSTRAINT "corrections_two_officers" CHECK(state <> 'accepted' or decided_by <> proposed_by),
	CONSTRAINT "corrections_decided" CHECK((state = 'proposed') = (decided_by is null)),
	CONSTRAINT "corrections_posted" CHECK((state = 'accepted') = (reversal is not null)),
	CONSTRAINT "corrections_minutes" CHECK(minutes is null or minutes > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `corrections_once` ON `corrections` (`event_id`) WHERE state <> 'declined';--> statement-breakpoint
CREATE INDEX `corrections_county` ON `corrections` (`county_code`,`state`);--> statement-breakpoint
CREATE INDEX `corrections_other` ON `corrections` (`other_code`,`state`);--> statement-breakpoint
CREATE TABLE `opening_lines` (
	`opening_id` text NOT NULL,
	`line` integer NOT NULL,
	`member_id` text NOT NULL,
	`minutes` integer NOT NULL,
	`remark` text,
	PRIMARY KEY(`opening_id`, `line`),
	CONSTRAINT "opening_lines_minutes" CHECK(minutes > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `opening_lines_member` ON `opening_lines` (`opening_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `opening_lines_of` ON `opening_lines` (`member_id`);--> statement-breakpoint
CREATE TABLE `openings` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`county_code` text NOT NULL,
	`source` text NOT NULL,
	`hash` text NOT NULL,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reversal_by` text,
	`reversal_at` integer,
	`reversal_reason` text,
	`reversed_by` text,
	`reversed_at` integer,
	CONSTRAINT "openings_two_officers" CHECK(state not in ('accepted', 'reversed') or decided_by <> proposed_by),
	CONSTRAINT "openings_two_reverse" CHECK(state <> 'reversed' or reversed_by <> reversal_by),
	CONSTRAINT "openings_reversed" CHECK((state = 'reversed') = (reversed_by is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `openings_once` ON `openings` (`journal`,`hash`) WHERE state in ('proposed', 'accepted');--> statement-breakpoint
CREATE INDEX `openings_county` ON `openings` (`county_code`,`state`);