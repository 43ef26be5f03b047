CREATE TABLE `exchange_doors` (
	`exchange_id` text NOT NULL,
	`line` integer NOT NULL,
	`member_id` text NOT NULL,
	`found` text NOT NULL,
	`note` text,
	PRIMARY KEY(`exchange_id`, `line`)
);
--> statement-breakpoint
CREATE TABLE `field_records` (
	`writer_id` text NOT NULL,
	`id` text NOT NULL,
	`body_hash` text NOT NULL,
	`form` text NOT NULL,
	`way` text NOT NULL,
	`entered_by` text NOT NULL,
	`exchange_id` text NOT NULL,
	`saved_at` integer,
	`sent_at` integer,
	`at` integer NOT NULL,
	`clock` text NOT NULL,
	`told` integer NOT NULL,
	`pin` text,
	`request_id` text NOT NULL,
	PRIMARY KEY(`writer_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `field_records_exchange` ON `field_records` (`exchange_id`);--> statement-breakpoint
CREATE INDEX `field_records_request` ON `field_records` (`entered_by`,`request_id`);--> statement-breakpoint
CREATE TABLE `field_refusals` (
	`writer_id` text NOT NULL,
	`id` text NOT NULL,
	`body_hash` text NOT NULL,
	`form` text,
	`way` text NOT NULL,
	`entered_by` text NOT NULL,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`region_code` text,
	`body_sealed` text NOT NULL,
	`first_at` integer NOT NULL,
	`at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	`request_id` text NOT NULL,
	PRIMARY KEY(`writer_id`, `id`, `body_hash`)
);
--> statement-breakpoint
CREATE INDEX `field_refusals_open` ON `field_refusals` (`region_code`,`at`) WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX `field_refusals_request` ON `field_refusals` (`entered_by`,`request_id`);--> statement-breakpoint
ALTER TABLE `exchanges` ADD `doors` integer;