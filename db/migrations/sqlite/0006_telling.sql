CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`move_id` text NOT NULL,
	`exchange_id` text NOT NULL,
	`event` text NOT NULL,
	`side` text NOT NULL,
	`to_kind` text NOT NULL,
	`to_id` text NOT NULL,
	`about_id` text,
	`at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`move_id`,`to_id`);--> statement-breakpoint
CREATE INDEX `notices_to` ON `notices` (`to_id`,`at`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`to_id`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notices_exchange` ON `notices` (`exchange_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`channel` text NOT NULL,
	`region_code` text NOT NULL,
	`to_id` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`next_at` integer NOT NULL,
	`last_error` text,
	`done_at` integer,
	`done_by` text,
	`told_on` text,
	`reason` text,
	`note` text,
	CONSTRAINT "outbox_told" CHECK(told_on is null or done_by is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_notice` ON `outbox` (`notice_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_at`) WHERE state = 'waiting' and channel = 'phone';--> statement-breakpoint
CREATE INDEX `outbox_in_person` ON `outbox` (`region_code`,`to_id`) WHERE state = 'waiting' and channel = 'inPerson';--> statement-breakpoint
CREATE INDEX `outbox_dead` ON `outbox` (`region_code`,`next_at`) WHERE state = 'dead';