CREATE TABLE `audits` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`entries` integer NOT NULL,
	`ok` integer NOT NULL,
	`fault_kind` text,
	`fault_at` text,
	FOREIGN KEY (`journal`) REFERENCES `journals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "audits_fault" CHECK((fault_kind is null) = (fault_at is null))
);
--> statement-breakpoint
CREATE INDEX `audits_journal` ON `audits` (`journal`,`finished_at`);