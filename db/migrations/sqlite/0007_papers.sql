CREATE TABLE `attachment_links` (
	`attachment_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`line_from` integer NOT NULL,
	`line_to` integer NOT NULL,
	`linked_by` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`attachment_id`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `attachment_links_subject` ON `attachment_links` (`subject_id`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`sealed` blob NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`device` text,
	CONSTRAINT "attachments_bytes" CHECK(bytes > 0 and bytes <= 204800)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_hash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE TABLE `sheet_lines` (
	`sheet` text NOT NULL,
	`line` integer NOT NULL,
	`body_hash` text NOT NULL,
	`exchange_id` text NOT NULL,
	`handled_by` text NOT NULL,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`sheet`, `line`)
);
--> statement-breakpoint
CREATE INDEX `sheet_lines_exchange` ON `sheet_lines` (`exchange_id`);--> statement-breakpoint
CREATE TABLE `sheets` (
	`number` text PRIMARY KEY NOT NULL,
	`form` text NOT NULL,
	`region_code` text NOT NULL,
	`member_id` text,
	`printed_by` text NOT NULL,
	`printed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sheets_region` ON `sheets` (`region_code`,`printed_at`);--> statement-breakpoint
ALTER TABLE `evidence` ADD `sheet` text;