CREATE TABLE `sheet_asks` (
	`sheet` text NOT NULL,
	`line` integer NOT NULL,
	`exchange_id` text NOT NULL,
	`printed` text NOT NULL,
	PRIMARY KEY(`sheet`, `line`)
);
--> statement-breakpoint
CREATE TABLE `sheet_uses` (
	`sheet` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`handled_by` text NOT NULL,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sheet_uses_member` ON `sheet_uses` (`member_id`);--> statement-breakpoint
ALTER TABLE `sheet_lines` ADD `answer` text;