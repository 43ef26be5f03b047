CREATE TABLE `new_beginnings` (
	`journal` text NOT NULL,
	`at` integer NOT NULL,
	`laid_aside` text NOT NULL,
	`because` text NOT NULL,
	`decided_by` text NOT NULL,
	PRIMARY KEY(`journal`, `at`),
	FOREIGN KEY (`journal`) REFERENCES `journals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `split_views` (
	`origin` text NOT NULL,
	`size` integer NOT NULL,
	`cosigned` text NOT NULL,
	`shown` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`origin`, `size`)
);
