CREATE TABLE `cash_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`slip_id` text NOT NULL,
	`move` text NOT NULL,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cash_moves_slip` ON `cash_moves` (`slip_id`,`at`);--> statement-breakpoint
CREATE TABLE `cash_slips` (
	`id` text PRIMARY KEY NOT NULL,
	`exchange_id` text NOT NULL,
	`region_code` text NOT NULL,
	`state` text NOT NULL,
	`on_day` text NOT NULL,
	`elder_id` text NOT NULL,
	`volunteer_id` text NOT NULL,
	`what` text NOT NULL,
	`received_fen` integer NOT NULL,
	`paid_fen` integer NOT NULL,
	`returned_fen` integer NOT NULL,
	`difference_says` text,
	`agreed` text NOT NULL,
	`witness_name` text,
	`ceiling_fen` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`device` text,
	`seen_by` text,
	`seen_at` integer,
	`seen_note` text,
	`corrected_by` text,
	`version` integer NOT NULL,
	CONSTRAINT "cash_slips_fen" CHECK(received_fen >= 0 and paid_fen >= 0 and returned_fen >= 0),
	CONSTRAINT "cash_slips_adds_up" CHECK(received_fen = paid_fen + returned_fen or difference_says is not null),
	CONSTRAINT "cash_slips_two" CHECK(elder_id <> volunteer_id),
	CONSTRAINT "cash_slips_seen" CHECK((seen_by is null) = (state in ('kept', 'asked'))),
	CONSTRAINT "cash_slips_four_eyes" CHECK(seen_by is null or seen_by <> recorded_by)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_slips_exchange` ON `cash_slips` (`exchange_id`) WHERE corrected_by is null;--> statement-breakpoint
CREATE INDEX `cash_slips_region` ON `cash_slips` (`region_code`,`on_day`);--> statement-breakpoint
CREATE INDEX `cash_slips_waits` ON `cash_slips` (`region_code`,`recorded_at`) WHERE state = 'asked' and corrected_by is null;--> statement-breakpoint
CREATE INDEX `cash_slips_elder` ON `cash_slips` (`elder_id`,`on_day`);--> statement-breakpoint
CREATE INDEX `cash_slips_volunteer` ON `cash_slips` (`volunteer_id`,`on_day`);--> statement-breakpoint
CREATE TABLE `incident_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`incident_id` text NOT NULL,
	`move` text NOT NULL,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`reason` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`request_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `incident_moves_incident` ON `incident_moves` (`incident_id`,`at`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`happened_on` text NOT NULL,
	`happened_minute` integer,
	`place` text,
	`told` text NOT NULL,
	`elder_id` text,
	`volunteer_id` text,
	`pairing_id` text,
	`exchange_id` text,
	`insurance_id` text,
	`told_by` text NOT NULL,
	`told_at` integer NOT NULL,
	`known_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`reported_by` text,
	`reported_at` integer,
	`police_number` text,
	`claim_number` text,
	`closed_by` text,
	`closed_at` integer,
	`close_reason` text,
	`close_note` text,
	`version` integer NOT NULL,
	CONSTRAINT "incidents_somebody" CHECK(elder_id is not null or volunteer_id is not null),
	CONSTRAINT "incidents_reported" CHECK((state = 'told') = (reported_by is null)),
	CONSTRAINT "incidents_closed" CHECK((state = 'closed') = (closed_by is not null)),
	CONSTRAINT "incidents_close_says" CHECK(state <> 'closed' or (close_reason is not null and close_note is not null)),
	CONSTRAINT "incidents_four_eyes" CHECK(closed_by is null or (closed_by <> told_by and closed_by <> reported_by))
);
--> statement-breakpoint
CREATE INDEX `incidents_region` ON `incidents` (`state`,`region_code`,`due_at`);--> statement-breakpoint
CREATE INDEX `incidents_elder` ON `incidents` (`elder_id`,`told_at`);--> statement-breakpoint
CREATE INDEX `incidents_volunteer` ON `incidents` (`volunteer_id`,`told_at`);--> statement-breakpoint
CREATE INDEX `incidents_due` ON `incidents` (`due_at`) WHERE state = 'told';--> statement-breakpoint
CREATE TABLE `insurance_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`insurance_id` text NOT NULL,
	`move` text NOT NULL,
	`member_id` text,
	`actor_id` text NOT NULL,
	`grant_id` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `insurance_moves_insurance` ON `insurance_moves` (`insurance_id`,`at`);--> statement-breakpoint
CREATE TABLE `insurance_names` (
	`insurance_id` text NOT NULL,
	`member_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`insurance_id`, `member_id`, `from_day`)
);
--> statement-breakpoint
CREATE INDEX `insurance_names_member` ON `insurance_names` (`member_id`);--> statement-breakpoint
CREATE TABLE `insurances` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`insurer` text NOT NULL,
	`policy_number` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`age_from` integer NOT NULL,
	`age_to` integer,
	`age_at` text NOT NULL,
	`everybody` integer NOT NULL,
	`claim_phone` text NOT NULL,
	`note` text,
	`ended_on` text,
	`end_reason` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "insurances_period" CHECK(to_day >= from_day),
	CONSTRAINT "insurances_ages" CHECK(age_from >= 0 and (age_to is null or age_to >= age_from)),
	CONSTRAINT "insurances_ended" CHECK((ended_on is null) = (end_reason is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `insurances_number` ON `insurances` (`insurer`,`policy_number`);--> statement-breakpoint
CREATE INDEX `insurances_region` ON `insurances` (`region_code`,`to_day`);