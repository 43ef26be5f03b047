CREATE TABLE "audits" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint NOT NULL,
	"entries" bigint NOT NULL,
	"ok" boolean NOT NULL,
	"fault_kind" text COLLATE "C",
	"fault_at" text COLLATE "C",
	CONSTRAINT "audits_fault" CHECK ((fault_kind is null) = (fault_at is null))
);
--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_journal_known" FOREIGN KEY ("journal") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audits_journal" ON "audits" USING btree ("journal","finished_at");