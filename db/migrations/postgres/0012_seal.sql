CREATE TABLE "checkpoints" (
	"journal" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"tree" text COLLATE "C" NOT NULL,
	"root" "bytea" NOT NULL,
	"peaks" "bytea" NOT NULL,
	"note" text NOT NULL,
	"sealed_at" bigint NOT NULL,
	"sealed_by" text COLLATE "C" NOT NULL,
	CONSTRAINT "checkpoints_journal_origin_size_pk" PRIMARY KEY("journal","origin","size")
);
--> statement-breakpoint
CREATE TABLE "cosignatures" (
	"origin" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"witness" text COLLATE "C" NOT NULL,
	"line" text NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "cosignatures_origin_size_witness_pk" PRIMARY KEY("origin","size","witness")
);
--> statement-breakpoint
CREATE TABLE "tree_hashes" (
	"journal" text COLLATE "C" NOT NULL,
	"tree" text COLLATE "C" NOT NULL,
	"level" integer NOT NULL,
	"place" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "tree_hashes_journal_tree_level_place_pk" PRIMARY KEY("journal","tree","level","place")
);
--> statement-breakpoint
CREATE TABLE "witnessed" (
	"origin" text COLLATE "C" PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_journal" FOREIGN KEY ("journal") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;