CREATE TABLE `pairing_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`pairing_id` text NOT NULL,
	`move` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
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
CREATE INDEX `pairing_moves_pairing` ON `pairing_moves` (`pairing_id`,`at`);--> statement-breakpoint
CREATE TABLE `pairings` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`elder_id` text NOT NULL,
	`volunteer_id` text NOT NULL,
	`state` text NOT NULL,
	`visits_per_month` integer NOT NULL,
	`minutes_per_visit` integer NOT NULL,
	`service_codes` text NOT NULL,
	`relative` integer NOT NULL,
	`helper_id` text NOT NULL,
	`follows_id` text,
	`elder_said` text,
	`elder_said_by` text,
	`elder_said_at` integer,
	`volunteer_said` text,
	`volunteer_said_by` text,
	`volunteer_said_at` integer,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	`grant_minutes` integer NOT NULL,
	`pool_minutes` integer NOT NULL,
	`begins_on` text,
	`review_on` text,
	`substitute_id` text,
	`substitute_from` text,
	`substitute_to` text,
	`reason` text,
	`note` text,
	`ended_on` text,
	`version` integer NOT NULL,
	`since` integer NOT NULL,
	CONSTRAINT "pairings_two" CHECK(elder_id <> volunteer_id),
	CONSTRAINT "pairings_two_officers" CHECK(confirmed_by is null or confirmed_by <> proposed_by),
	CONSTRAINT "pairings_agreed" CHECK(confirmed_by is null or (elder_said is not null and volunteer_said is not null)),
	CONSTRAINT "pairings_visits" CHECK(visits_per_month > 0 and minutes_per_visit > 0),
	CONSTRAINT "pairings_committed" CHECK(confirmed_by is null or grant_minutes + pool_minutes = visits_per_month * minutes_per_visit)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pairings_once` ON `pairings` (`elder_id`,`volunteer_id`) WHERE state in ('proposed', 'agreed', 'active', 'paused');--> statement-breakpoint
CREATE INDEX `pairings_volunteer` ON `pairings` (`volunteer_id`,`state`);--> statement-breakpoint
CREATE INDEX `pairings_elder` ON `pairings` (`elder_id`,`state`);--> statement-breakpoint
CREATE INDEX `pairings_region` ON `pairings` (`state`,`region_code`,`since`);--> statement-breakpoint
CREATE INDEX `pairings_review` ON `pairings` (`review_on`) WHERE state = 'active';--> statement-breakpoint
CREATE TABLE `suits` (
	`member_id` text PRIMARY KEY NOT NULL,
	`dialects` text NOT NULL,
	`times` text NOT NULL,
	`volunteer_sex` text,
	`sex_must` integer NOT NULL,
	`dialect_must` integer NOT NULL,
	`most_elders` integer,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`alert_id` text NOT NULL,
	`move` text NOT NULL,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`reason` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alert_moves_alert` ON `alert_moves` (`alert_id`,`at`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`urgency` text NOT NULL,
	`findings` text NOT NULL,
	`note` text,
	`floor` text NOT NULL,
	`owner_id` text,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`taken_at` integer,
	`closed_by` text,
	`closed_at` integer,
	`close_reason` text,
	`close_note` text,
	`version` integer NOT NULL,
	CONSTRAINT "alerts_closed" CHECK((state = 'closed') = (closed_by is not null)),
	CONSTRAINT "alerts_close_says" CHECK(state <> 'closed' or (close_reason is not null and close_note is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open` ON `alerts` (`member_id`,`kind`) WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX `alerts_region` ON `alerts` (`state`,`region_code`,`due_at`);--> statement-breakpoint
CREATE INDEX `alerts_owner` ON `alerts` (`owner_id`,`state`);--> statement-breakpoint
CREATE INDEX `alerts_member` ON `alerts` (`member_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `alerts_due` ON `alerts` (`due_at`) WHERE state <> 'closed';--> statement-breakpoint
CREATE TABLE `dues` (
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`due_on` text NOT NULL,
	`region_code` text NOT NULL,
	`risk` text NOT NULL,
	`pairing_id` text,
	`alert_id` text,
	`met_by` text,
	`met_on` text,
	`dropped_at` integer,
	`drop_reason` text,
	PRIMARY KEY(`member_id`, `kind`, `from_day`),
	CONSTRAINT "dues_period" CHECK(due_on >= from_day),
	CONSTRAINT "dues_met" CHECK((met_by is null) = (met_on is null))
);
--> statement-breakpoint
CREATE INDEX `dues_open` ON `dues` (`region_code`,`due_on`) WHERE met_by is null and dropped_at is null;--> statement-breakpoint
CREATE INDEX `dues_month` ON `dues` (`region_code`,`from_day`);--> statement-breakpoint
CREATE TABLE `visit_register` (
	`member_id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`risk` text NOT NULL,
	`reasons` text NOT NULL,
	`on_since` text NOT NULL,
	`derived_at` integer NOT NULL,
	`seen_on` text,
	`heard_on` text,
	`unseen_times` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `visit_register_region` ON `visit_register` (`region_code`,`risk`);--> statement-breakpoint
CREATE TABLE `visits` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`region_code` text NOT NULL,
	`visited_on` text NOT NULL,
	`half_day` text,
	`mode` text NOT NULL,
	`findings` text NOT NULL,
	`note` text,
	`visitor_id` text NOT NULL,
	`duty` integer NOT NULL,
	`pairing_id` text,
	`exchange_id` text,
	`alert_id` text,
	`after_death` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`device` text,
	`device_at` integer,
	`corrected_by` text
);
--> statement-breakpoint
CREATE INDEX `visits_member` ON `visits` (`member_id`,`visited_on`);--> statement-breakpoint
CREATE INDEX `visits_region` ON `visits` (`region_code`,`visited_on`);--> statement-breakpoint
CREATE INDEX `visits_visitor` ON `visits` (`visitor_id`,`visited_on`);--> statement-breakpoint
CREATE INDEX `visits_exchange` ON `visits` (`exchange_id`) WHERE exchange_id is not null;--> statement-breakpoint
ALTER TABLE `exchanges` ADD `pairing_id` text;--> statement-breakpoint
ALTER TABLE `members` ADD `died_on` text;