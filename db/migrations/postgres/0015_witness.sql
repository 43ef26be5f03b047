CREATE TABLE "new_beginnings" (
	"journal" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"laid_aside" text NOT NULL,
	"because" text NOT NULL,
	"decided_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "new_beginnings_journal_at_pk" PRIMARY KEY("journal","at")
);
--> statement-breakpoint
CREATE TABLE "split_views" (
	"origin" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"cosigned" text NOT NULL,
	"shown" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "split_views_origin_size_pk" PRIMARY KEY("origin","size")
);
--> statement-breakpoint
ALTER TABLE "new_beginnings" ADD CONSTRAINT "new_beginnings_journal" FOREIGN KEY ("journal") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;