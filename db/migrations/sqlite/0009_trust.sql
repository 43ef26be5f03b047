CREATE TABLE `device_logins` (
	`device` text NOT NULL,
	`subject_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`device`, `subject_id`)
);
--> statement-breakpoint
ALTER TABLE `evidence` ADD `shown` text;--> statement-breakpoint
ALTER TABLE `evidence` ADD `pin_set_by` text;--> statement-breakpoint
ALTER TABLE `evidence` ADD `pin_set_at` integer;--> statement-breakpoint
ALTER TABLE `pins` ADD `present_phone_sealed` text;