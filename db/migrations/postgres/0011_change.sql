CREATE TABLE "sheet_asks" (
	"sheet" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"printed" json NOT NULL,
	CONSTRAINT "sheet_asks_sheet_line_pk" PRIMARY KEY("sheet","line")
);
--> statement-breakpoint
CREATE TABLE "sheet_uses" (
	"sheet" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"handled_by" text COLLATE "C" NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"entered_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sheet_lines" ADD COLUMN "answer" text;--> statement-breakpoint
CREATE INDEX "sheet_uses_member" ON "sheet_uses" USING btree ("member_id");