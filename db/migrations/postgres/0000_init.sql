CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"fresh_at" bigint,
	"device" text COLLATE "C",
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"exchange_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"record" json NOT NULL,
	"salt" "bytea" NOT NULL,
	"commitment" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"by_id" text COLLATE "C" NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"device" text COLLATE "C",
	"device_at" bigint,
	"at" bigint NOT NULL,
	"witness_name" text,
	"witness_phone_sealed" text,
	"card_line" integer,
	"note" text,
	"voided_at" bigint
);
--> statement-breakpoint
CREATE TABLE "exchange_beneficiaries" (
	"exchange_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"served_on" text COLLATE "C",
	CONSTRAINT "exchange_beneficiaries_exchange_id_member_id_pk" PRIMARY KEY("exchange_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "exchange_flags" (
	"exchange_id" text COLLATE "C" NOT NULL,
	"flag" text COLLATE "C" NOT NULL,
	CONSTRAINT "exchange_flags_exchange_id_flag_pk" PRIMARY KEY("exchange_id","flag")
);
--> statement-breakpoint
CREATE TABLE "exchange_volunteers" (
	"exchange_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"how" text NOT NULL,
	"served_on" text COLLATE "C",
	"served_minutes" integer,
	"credited_minutes" integer,
	"credit_reasons" json,
	"relative" boolean NOT NULL,
	"withdrawn_at" bigint,
	CONSTRAINT "exchange_volunteers_exchange_id_member_id_pk" PRIMARY KEY("exchange_id","member_id"),
	CONSTRAINT "exchange_volunteers_credited" CHECK (credited_minutes is null or (credited_minutes >= 0 and credited_minutes <= served_minutes))
);
--> statement-breakpoint
CREATE TABLE "exchanges" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"recipient_town" text COLLATE "C" NOT NULL,
	"service_code" text COLLATE "C" NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"state_before" text,
	"wants_own" boolean NOT NULL,
	"urgent" boolean NOT NULL,
	"requested_by" text COLLATE "C",
	"requested_at" bigint,
	"consent_how" text,
	"planned_on" text COLLATE "C",
	"planned_half_day" text,
	"planned_start" integer,
	"planned_minutes" integer,
	"wish" text,
	"approved_at" bigint,
	"signed_in_at" bigint,
	"served_on" text COLLATE "C",
	"start_minute" integer,
	"end_minute" integer,
	"half_day" text,
	"served_minutes" integer,
	"logged_by" text COLLATE "C",
	"logged_at" bigint,
	"logged_device" text COLLATE "C",
	"confirmed_by" text COLLATE "C",
	"confirmed_at" bigint,
	"checked_by" text COLLATE "C",
	"checked_at" bigint,
	"credited_by" text COLLATE "C",
	"credited_at" bigint,
	"credited_minutes" integer,
	"grade" text,
	"reason" text COLLATE "C",
	"reason_note" text,
	"cover_short" integer,
	"reversal_by" text COLLATE "C",
	"reversal_at" bigint,
	"reversal_reason" text COLLATE "C",
	"created_at" bigint NOT NULL,
	"since" bigint NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "exchanges_minutes" CHECK (served_minutes is null or served_minutes >= 0),
	CONSTRAINT "exchanges_credited" CHECK (credited_minutes is null or credited_minutes >= 0),
	CONSTRAINT "exchanges_four_eyes" CHECK (credited_by is null or (credited_by <> logged_by and credited_by <> checked_by)),
	CONSTRAINT "exchanges_two_reverse" CHECK (state <> 'reversed' or reversal_by is not null)
);
--> statement-breakpoint
CREATE TABLE "grant_list_lines" (
	"list_id" text COLLATE "C" NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"change" text NOT NULL,
	"minutes" integer NOT NULL,
	"reasons" json NOT NULL,
	CONSTRAINT "grant_list_lines_list_id_member_id_pk" PRIMARY KEY("list_id","member_id"),
	CONSTRAINT "grant_list_lines_minutes" CHECK (minutes >= 0)
);
--> statement-breakpoint
CREATE TABLE "grant_lists" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"county_code" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"month" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"signed_by" text COLLATE "C",
	"signed_at" bigint,
	"policy_version" integer NOT NULL,
	CONSTRAINT "grant_lists_two_officers" CHECK (signed_by is null or signed_by <> proposed_by)
);
--> statement-breakpoint
CREATE TABLE "moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"exchange_id" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"acting_for_id" text COLLATE "C",
	"grant_id" text COLLATE "C",
	"reason" text COLLATE "C",
	"note" text,
	"policy_version" integer NOT NULL,
	"device" text COLLATE "C",
	"request_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_quotas" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"minutes" integer NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"accepted_by" text COLLATE "C",
	"accepted_at" bigint,
	CONSTRAINT "pool_quotas_two_officers" CHECK (accepted_by is null or accepted_by <> proposed_by),
	CONSTRAINT "pool_quotas_minutes" CHECK (minutes > 0)
);
--> statement-breakpoint
CREATE TABLE "services" (
	"code" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"certificate" text NOT NULL,
	"certificate_note" text,
	"risk" text NOT NULL,
	"max_minutes" integer NOT NULL,
	"people" integer NOT NULL,
	"needs_consent" boolean NOT NULL,
	"cash_slip" boolean NOT NULL,
	"enabled" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"journal" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"balance" bigint NOT NULL,
	"held" bigint NOT NULL,
	"floor" bigint NOT NULL,
	"lapses_on" text COLLATE "C",
	CONSTRAINT "accounts_journal_id_pk" PRIMARY KEY("journal","id"),
	CONSTRAINT "accounts_held" CHECK (held >= 0 and (kind not in ('issuance', 'clearing') or held = 0)),
	CONSTRAINT "accounts_cover" CHECK (kind in ('issuance', 'clearing') or balance - held >= -floor),
	CONSTRAINT "accounts_floor" CHECK (floor >= 0 and (kind = 'own' or floor = 0))
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"journal" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"event" text NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"event_id" text COLLATE "C" NOT NULL,
	"reverses" text COLLATE "C",
	"served_on" text COLLATE "C",
	"grade" text,
	"recorded_at" bigint NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"approver_id" text COLLATE "C",
	"policy_version" integer NOT NULL,
	"reason" text COLLATE "C",
	"decision" text COLLATE "C",
	"floors" json,
	"idempotency_key" text COLLATE "C" NOT NULL,
	"salt" "bytea" NOT NULL,
	"commitment" "bytea" NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "entries_journal_seq_pk" PRIMARY KEY("journal","seq")
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"journal" text COLLATE "C" NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"minutes" bigint NOT NULL,
	"settled" bigint NOT NULL,
	"released" bigint NOT NULL,
	CONSTRAINT "holds_remainder" CHECK (minutes > 0 and settled >= 0 and released >= 0 and settled + released <= minutes)
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"unit" text NOT NULL,
	"name" text NOT NULL,
	"county_code" text COLLATE "C" NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"journal" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"from_account" text COLLATE "C" NOT NULL,
	"to_account" text COLLATE "C",
	"minutes" bigint NOT NULL,
	"hold_id" text COLLATE "C",
	"from_balance" bigint NOT NULL,
	"from_held" bigint NOT NULL,
	"to_balance" bigint,
	CONSTRAINT "transfers_journal_seq_line_pk" PRIMARY KEY("journal","seq","line"),
	CONSTRAINT "transfers_minutes" CHECK (minutes > 0),
	CONSTRAINT "transfers_two_accounts" CHECK (to_account is null or to_account <> from_account),
	CONSTRAINT "transfers_shape" CHECK ((kind in ('post', 'settle')) = (to_account is not null) and (kind = 'post') = (hold_id is null))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"acting_for_id" text COLLATE "C",
	"grant_id" text COLLATE "C",
	"verb" text COLLATE "C" NOT NULL,
	"noun" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C",
	"outcome" text NOT NULL,
	"reason" text COLLATE "C",
	"policy_version" integer NOT NULL,
	"request_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"role" text NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C",
	"acting_for_id" text COLLATE "C",
	"given_by" text COLLATE "C" NOT NULL,
	"given_at" bigint NOT NULL,
	"accepted_by" text COLLATE "C",
	"accepted_at" bigint,
	"ended_by" text COLLATE "C",
	"ended_at" bigint,
	CONSTRAINT "grants_two_officers" CHECK (accepted_by is null or accepted_by <> given_by)
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"job" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"result" json,
	CONSTRAINT "job_runs_job_day_pk" PRIMARY KEY("job","day")
);
--> statement-breakpoint
CREATE TABLE "pins" (
	"member_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"set_at" bigint NOT NULL,
	"set_by" text COLLATE "C" NOT NULL,
	"present_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"value" json NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"locked" boolean NOT NULL,
	"reason" text,
	"proposed_by" text COLLATE "C" NOT NULL,
	"proposed_at" bigint NOT NULL,
	"accepted_by" text COLLATE "C",
	"accepted_at" bigint,
	"version" integer,
	CONSTRAINT "policies_two_officers" CHECK (accepted_by is null or accepted_by <> proposed_by)
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"actor_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"body_hash" text COLLATE "C" NOT NULL,
	"answer" json,
	"at" bigint NOT NULL,
	CONSTRAINT "submissions_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"subject" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "tries_subject_day_pk" PRIMARY KEY("subject","day")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"login" text COLLATE "C" NOT NULL,
	"password_hash" text NOT NULL,
	"person_id" text COLLATE "C",
	"work_phone" text,
	"language" text NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"token" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"issued_by" text COLLATE "C" NOT NULL,
	"issued_at" bigint NOT NULL,
	"revoked_by" text COLLATE "C",
	"revoked_at" bigint,
	"revoked_reason" text
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C",
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"purpose" text NOT NULL,
	"wording" text COLLATE "C" NOT NULL,
	"how" text NOT NULL,
	"witness" text,
	"given_at" bigint NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"relation" text NOT NULL,
	"phone_sealed" text NOT NULL,
	"consented_at" bigint NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "households" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"hamlet_id" text COLLATE "C",
	"address_sealed" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kin" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"relative_id" text COLLATE "C" NOT NULL,
	"relation" text NOT NULL,
	"proof" text,
	"may_act" boolean NOT NULL,
	"declared_by" text COLLATE "C" NOT NULL,
	"declared_at" bigint NOT NULL,
	"confirmed_by" text COLLATE "C",
	"confirmed_at" bigint,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "member_aways" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"kind" text NOT NULL,
	"from_day" text COLLATE "C" NOT NULL,
	"to_day" text COLLATE "C",
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_facts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"facts" json NOT NULL,
	"recorded_by" text COLLATE "C" NOT NULL,
	"recorded_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_moves" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"member_id" text COLLATE "C" NOT NULL,
	"move" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"reason" text,
	"actor_id" text COLLATE "C" NOT NULL,
	"acting_for_id" text COLLATE "C",
	"grant_id" text COLLATE "C",
	"policy_version" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"nickname" text,
	"pinyin" text COLLATE "C" NOT NULL,
	"initials" text COLLATE "C" NOT NULL,
	"sex" text NOT NULL,
	"born_on" text COLLATE "C" NOT NULL,
	"identity_kind" text NOT NULL,
	"identity_sealed" text,
	"identity_hash" text COLLATE "C",
	"phone_sealed" text,
	"phone_hash" text COLLATE "C",
	"phone_tail" text COLLATE "C",
	"region_code" text COLLATE "C" NOT NULL,
	"home_region_code" text COLLATE "C" NOT NULL,
	"hamlet_id" text COLLATE "C",
	"household_id" text COLLATE "C",
	"serves" boolean NOT NULL,
	"receives" boolean NOT NULL,
	"state" text NOT NULL,
	"duplicate_of_id" text COLLATE "C",
	"language" text NOT NULL,
	"enrolled_by" text COLLATE "C" NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"checked_by" text COLLATE "C",
	"checked_at" bigint,
	"approved_by" text COLLATE "C",
	"approved_at" bigint,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hamlets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"pinyin" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"pinyin" text COLLATE "C" NOT NULL,
	"level" text NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C",
	"successor_id" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"region_code" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"phone" text,
	"head_id" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_journal" FOREIGN KEY ("journal") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_account_known" FOREIGN KEY ("journal","account_id") REFERENCES "public"."accounts"("journal","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_entry" FOREIGN KEY ("journal","seq") REFERENCES "public"."entries"("journal","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_from_known" FOREIGN KEY ("journal","from_account") REFERENCES "public"."accounts"("journal","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_to_known" FOREIGN KEY ("journal","to_account") REFERENCES "public"."accounts"("journal","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_subject" ON "sessions" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "evidence_exchange" ON "evidence" USING btree ("exchange_id","at");--> statement-breakpoint
CREATE INDEX "exchange_beneficiaries_member" ON "exchange_beneficiaries" USING btree ("member_id","served_on");--> statement-breakpoint
CREATE INDEX "exchange_volunteers_member" ON "exchange_volunteers" USING btree ("member_id","served_on");--> statement-breakpoint
CREATE INDEX "exchanges_queue" ON "exchanges" USING btree ("state","region_code","since");--> statement-breakpoint
CREATE INDEX "exchanges_town" ON "exchanges" USING btree ("recipient_town","state");--> statement-breakpoint
CREATE INDEX "exchanges_region" ON "exchanges" USING btree ("region_code","served_on");--> statement-breakpoint
CREATE INDEX "exchanges_planned" ON "exchanges" USING btree ("state","planned_on");--> statement-breakpoint
CREATE INDEX "grant_list_lines_member" ON "grant_list_lines" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "grant_lists_county" ON "grant_lists" USING btree ("county_code","state");--> statement-breakpoint
CREATE INDEX "moves_exchange" ON "moves" USING btree ("exchange_id","at");--> statement-breakpoint
CREATE INDEX "moves_actor" ON "moves" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "pool_quotas_region" ON "pool_quotas" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "accounts_owner" ON "accounts" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "accounts_lapses" ON "accounts" USING btree ("lapses_on");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_id" ON "entries" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_idempotency" ON "entries" USING btree ("journal","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_credited_once" ON "entries" USING btree ("journal","subject_id") WHERE event = 'credit';--> statement-breakpoint
CREATE UNIQUE INDEX "entries_reversed_once" ON "entries" USING btree ("journal","reverses") WHERE reverses is not null;--> statement-breakpoint
CREATE INDEX "entries_subject" ON "entries" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "entries_event" ON "entries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "holds_subject" ON "holds" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "holds_account" ON "holds" USING btree ("journal","account_id");--> statement-breakpoint
CREATE INDEX "transfers_from" ON "transfers" USING btree ("journal","from_account","seq");--> statement-breakpoint
CREATE INDEX "transfers_to" ON "transfers" USING btree ("journal","to_account","seq");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_region" ON "audit" USING btree ("region_code","at");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "grants_user" ON "grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "grants_region" ON "grants" USING btree ("region_code","role");--> statement-breakpoint
CREATE INDEX "policies_version" ON "policies" USING btree ("version");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login" ON "users" USING btree ("login");--> statement-breakpoint
CREATE UNIQUE INDEX "cards_number" ON "cards" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cards_token" ON "cards" USING btree ("token");--> statement-breakpoint
CREATE INDEX "cards_member" ON "cards" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "certificates_member" ON "certificates" USING btree ("member_id","kind");--> statement-breakpoint
CREATE INDEX "consents_member" ON "consents" USING btree ("member_id","purpose");--> statement-breakpoint
CREATE INDEX "contacts_member" ON "contacts" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "households_region" ON "households" USING btree ("region_code");--> statement-breakpoint
CREATE UNIQUE INDEX "kin_pair" ON "kin" USING btree ("member_id","relative_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "kin_relative" ON "kin" USING btree ("relative_id");--> statement-breakpoint
CREATE INDEX "member_aways_member" ON "member_aways" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "member_facts_member" ON "member_facts" USING btree ("member_id","recorded_at");--> statement-breakpoint
CREATE INDEX "member_moves_member" ON "member_moves" USING btree ("member_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "members_identity" ON "members" USING btree ("identity_hash") WHERE duplicate_of_id is null;--> statement-breakpoint
CREATE INDEX "members_region" ON "members" USING btree ("region_code","state");--> statement-breakpoint
CREATE INDEX "members_initials" ON "members" USING btree ("initials");--> statement-breakpoint
CREATE INDEX "members_phone" ON "members" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "members_tail" ON "members" USING btree ("phone_tail");--> statement-breakpoint
CREATE INDEX "members_household" ON "members" USING btree ("household_id");--> statement-breakpoint
CREATE UNIQUE INDEX "hamlets_name" ON "hamlets" USING btree ("region_code","name");--> statement-breakpoint
CREATE UNIQUE INDEX "regions_code" ON "regions" USING btree ("code","valid_from");--> statement-breakpoint
CREATE INDEX "stations_region" ON "stations" USING btree ("region_code");