ALTER TABLE "field_records" ALTER COLUMN "exchange_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "field_records" ADD COLUMN "visit_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "field_records" ADD CONSTRAINT "field_records_became" CHECK ((exchange_id is null) <> (visit_id is null));