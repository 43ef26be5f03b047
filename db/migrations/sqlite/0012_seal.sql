CREATE TABLE `checkpoints` (
	`journal` text NOT NULL,
	`origin` text NOT NULL,
	`size` integer NOT NULL,
	`tree` text NOT NULL,
	`root` blob NOT NULL,
	`peaks` blob NOT NULL,
	`note` text NOT NULL,
	`sealed_at` integer NOT NULL,
	`sealed_by` text NOT NULL,
	PRIMARY KEY(`journal`, `origin`, `size`),
	FOREIGN KEY (`journal`) REFERENCES `journals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cosignatures` (
	`origin` text NOT NULL,
	`size` integer NOT NULL,
	`witness` text NOT NULL,
	`line` text NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`origin`, `size`, `witness`)
);
--> statement-breakpoint
CREATE TABLE `tree_hashes` (
	`journal` text NOT NULL,
	`tree` text NOT NULL,
	`level` integer NOT NULL,
	`place` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`journal`, `tree`, `level`, `place`)
);
--> statement-breakpoint
CREATE TABLE `witnessed` (
	`origin` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL
);
