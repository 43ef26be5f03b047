PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_field_records` (
	`writer_id` text NOT NULL,
	`id` text NOT NULL,
	`body_hash` text NOT NULL,
	`form` text NOT NULL,
	`way` text NOT NULL,
	`entered_by` text NOT NULL,
	`exchange_id` text,
	`visit_id` text,
	`saved_at` integer,
	`sent_at` integer,
	`at` integer NOT NULL,
	`clock` text NOT NULL,
	`told` integer NOT NULL,
	`pin` text,
	`request_id` text NOT NULL,
	PRIMARY KEY(`writer_id`, `id`),
	CONSTRAINT "field_records_became" CHECK((exchange_id is null) <> (visit_id is null))
);
--> statement-breakpoint
INSERT INTO `__new_field_records`("writer_id", "id", "body_hash", "form", "way", "entered_by", "exchange_id", "visit_id", "saved_at", "sent_at", "at", "clock", "told", "pin", "request_id") SELECT "writer_id", "id", "body_hash", "form", "way", "entered_by", "exchange_id", NULL, "saved_at", "sent_at", "at", "clock", "told", "pin", "request_id" FROM `field_records`;--> statement-breakpoint
DROP TABLE `field_records`;--> statement-breakpoint
ALTER TABLE `__new_field_records` RENAME TO `field_records`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `field_records_exchange` ON `field_records` (`exchange_id`);--> statement-breakpoint
CREATE INDEX `field_records_request` ON `field_records` (`entered_by`,`request_id`);