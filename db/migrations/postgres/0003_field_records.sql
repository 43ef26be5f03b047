CREATE TABLE "exchange_doors" (
	"exchange_id" text COLLATE "C" NOT NULL,
	"line" integer NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"found" text NOT NULL,
	"note" text,
	CONSTRAINT "exchange_doors_exchange_id_line_pk" PRIMARY KEY("exchange_id","line")
);
--> statement-breakpoint
CREATE TABLE "field_records" (
	"writer_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"body_hash" text COLLATE "C" NOT NULL,
	"form" text COLLATE "C" NOT NULL,
	"way" text NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"saved_at" bigint,
	"sent_at" bigint,
	"at" bigint NOT NULL,
	"clock" text NOT NULL,
	"told" boolean NOT NULL,
	"pin" text COLLATE "C",
	"request_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "field_records_writer_id_id_pk" PRIMARY KEY("writer_id","id")
);
--> statement-breakpoint
CREATE TABLE "field_refusals" (
	"writer_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"body_hash" text COLLATE "C" NOT NULL,
	"form" text COLLATE "C",
	"way" text NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"params" json NOT NULL,
	"region_code" text COLLATE "C",
	"body_sealed" text NOT NULL,
	"first_at" bigint NOT NULL,
	"at" bigint NOT NULL,
	"settled_at" bigint,
	"settled_by" text COLLATE "C",
	"request_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "field_refusals_writer_id_id_body_hash_pk" PRIMARY KEY("writer_id","id","body_hash")
);
--> statement-breakpoint
ALTER TABLE "exchanges" ADD COLUMN "doors" integer;--> statement-breakpoint
CREATE INDEX "field_records_exchange" ON "field_records" USING btree ("exchange_id");--> statement-breakpoint
CREATE INDEX "field_records_request" ON "field_records" USING btree ("entered_by","request_id");--> statement-breakpoint
CREATE INDEX "field_refusals_open" ON "field_refusals" USING btree ("region_code","at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "field_refusals_request" ON "field_refusals" USING btree ("entered_by","request_id");