CREATE TABLE `storm_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`storm_id` text NOT NULL,
	`member_id` text,
	`move` text NOT NULL,
	`actor_id` text NOT NULL,
	`acting_for_id` text,
	`grant_id` text,
	`reason` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `storm_moves_storm` ON `storm_moves` (`storm_id`,`member_id`,`at`);--> statement-breakpoint
CREATE TABLE `storm_people` (
	`storm_id` text NOT NULL,
	`member_id` text NOT NULL,
	`region_code` text NOT NULL,
	`risk` text,
	`reasons` text NOT NULL,
	`added_why` text,
	`liaison_kind` text,
	`liaison_id` text,
	`mark` text NOT NULL,
	`said` text,
	`marked_by` text,
	`marked_at` integer,
	`due_from` text,
	`version` integer NOT NULL,
	PRIMARY KEY(`storm_id`, `member_id`),
	CONSTRAINT "storm_people_liaison" CHECK((liaison_kind is null) = (liaison_id is null)),
	CONSTRAINT "storm_people_said" CHECK(mark not in ('moved', 'notNeeded') or said is not null)
);
--> statement-breakpoint
CREATE INDEX `storm_people_region` ON `storm_people` (`storm_id`,`region_code`,`mark`);--> statement-breakpoint
CREATE INDEX `storm_people_member` ON `storm_people` (`member_id`);--> statement-breakpoint
CREATE TABLE `storms` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`level` text NOT NULL,
	`state` text NOT NULL,
	`note` text NOT NULL,
	`declared_by` text NOT NULL,
	`declared_at` integer NOT NULL,
	`from_day` text,
	`to_day` text,
	`begun_at` integer,
	`ended_at` integer,
	`visit_hours` integer,
	`closed_by` text,
	`closed_at` integer,
	`close_reason` text,
	`close_note` text,
	`version` integer NOT NULL,
	CONSTRAINT "storms_begun" CHECK((from_day is null) = (begun_at is null)),
	CONSTRAINT "storms_ended" CHECK((to_day is null) = (ended_at is null)),
	CONSTRAINT "storms_days_in_order" CHECK(to_day is null or (from_day is not null and from_day <= to_day)),
	CONSTRAINT "storms_hours" CHECK((visit_hours is null) = (ended_at is null)),
	CONSTRAINT "storms_closed" CHECK((state = 'closed') = (closed_at is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `storms_once` ON `storms` (`region_code`) WHERE state in ('before', 'during');--> statement-breakpoint
CREATE INDEX `storms_state` ON `storms` (`state`,`region_code`);--> statement-breakpoint
CREATE INDEX `storms_days` ON `storms` (`region_code`,`from_day`);