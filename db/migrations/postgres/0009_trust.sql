CREATE TABLE "device_logins" (
	"device" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "device_logins_device_subject_id_pk" PRIMARY KEY("device","subject_id")
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "shown" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "pin_set_by" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "pin_set_at" bigint;--> statement-breakpoint
ALTER TABLE "pins" ADD COLUMN "present_phone_sealed" text;