CREATE TABLE "attachment_links" (
	"attachment_id" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"line_from" integer NOT NULL,
	"line_to" integer NOT NULL,
	"linked_by" text COLLATE "C" NOT NULL,
	"linked_at" bigint NOT NULL,
	CONSTRAINT "attachment_links_attachment_id_subject_id_pk" PRIMARY KEY("attachment_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"added_by" text COLLATE "C" NOT NULL,
	"added_at" bigint NOT NULL,
	"device" text COLLATE "C",
	CONSTRAINT "attachments_bytes" CHECK (bytes > 0 and bytes <= 204800)
);
--> statement-breakpoint
CREATE TABLE "sheet_lines" (
	"sheet" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"body_hash" text COLLATE "C" NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"handled_by" text COLLATE "C" NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"entered_at" bigint NOT NULL,
	CONSTRAINT "sheet_lines_sheet_line_pk" PRIMARY KEY("sheet","line")
);
--> statement-breakpoint
CREATE TABLE "sheets" (
	"number" text COLLATE "C" PRIMARY KEY NOT NULL,
	"form" text NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C",
	"printed_by" text COLLATE "C" NOT NULL,
	"printed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "sheet" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "attachment_links_subject" ON "attachment_links" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_hash" ON "attachments" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sheet_lines_exchange" ON "sheet_lines" USING btree ("exchange_id");--> statement-breakpoint
CREATE INDEX "sheets_region" ON "sheets" USING btree ("region_code","printed_at");