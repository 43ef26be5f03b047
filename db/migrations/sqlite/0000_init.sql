CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`fresh_at` integer,
	`device` text,
	`user_agent` text
);
--> statement-breakpoint
CREATE INDEX `sessions_subject` ON `sessions` (`subject_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`exchange_id` text PRIMARY KEY NOT NULL,
	`record` text NOT NULL,
	`salt` blob NOT NULL,
	`commitment` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY NOT NULL,
	`exchange_id` text NOT NULL,
	`kind` text NOT NULL,
	`by_id` text NOT NULL,
	`entered_by` text NOT NULL,
	`device` text,
	`device_at` integer,
	`at` integer NOT NULL,
	`witness_name` text,
	`witness_phone_sealed` text,
	`card_line` integer,
	`note` text,
	`voided_at` integer
);
--> statement-breakpoint
CREATE INDEX `evidence_exchange` ON `evidence` (`exchange_id`,`at`);--> statement-breakpoint
CREATE TABLE `exchange_beneficiaries` (
	`exchange_id` text NOT NULL,
	`member_id` text NOT NULL,
	`served_on` text,
	PRIMARY KEY(`exchange_id`, `member_id`)
);
--> statement-breakpoint
CREATE INDEX `exchange_beneficiaries_member` ON `exchange_beneficiaries` (`member_id`,`served_on`);--> statement-breakpoint
CREATE TABLE `exchange_flags` (
	`exchange_id` text NOT NULL,
	`flag` text NOT NULL,
	PRIMARY KEY(`exchange_id`, `flag`)
);
--> statement-breakpoint
CREATE TABLE `exchange_volunteers` (
	`exchange_id` text NOT NULL,
	`member_id` text NOT NULL,
	`how` text NOT NULL,
	`served_on` text,
	`served_minutes` integer,
	`credited_minutes` integer,
	`credit_reasons` text,
	`relative` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`exchange_id`, `member_id`),
	CONSTRAINT "exchange_volunteers_credited" CHECK(credited_minutes is null or (credited_minutes >= 0 and credited_minutes <= served_minutes))
);
--> statement-breakpoint
CREATE INDEX `exchange_volunteers_member` ON `exchange_volunteers` (`member_id`,`served_on`);--> statement-breakpoint
CREATE TABLE `exchanges` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`region_code` text NOT NULL,
	`recipient_town` text NOT NULL,
	`service_code` text NOT NULL,
	`purpose` text NOT NULL,
	`state` text NOT NULL,
	`state_before` text,
	`wants_own` integer NOT NULL,
	`urgent` integer NOT NULL,
	`requested_by` text,
	`requested_at` integer,
	`consent_how` text,
	`planned_on` text,
	`planned_half_day` text,
	`planned_start` integer,
	`planned_minutes` integer,
	`wish` text,
	`approved_at` integer,
	`signed_in_at` integer,
	`served_on` text,
	`start_minute` integer,
	`end_minute` integer,
	`half_day` text,
	`served_minutes` integer,
	`logged_by` text,
	`logged_at` integer,
	`logged_device` text,
	`confirmed_by` text,
	`confirmed_at` integer,
	`checked_by` text,
	`checked_at` integer,
	`credited_by` text,
	`credited_at` integer,
	`credited_minutes` integer,
	`grade` text,
	`reason` text,
	`reason_note` text,
	`cover_short` integer,
	`reversal_by` text,
	`reversal_at` integer,
	`reversal_reason` text,
	`created_at` integer NOT NULL,
	`since` integer NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "exchanges_minutes" CHECK(served_minutes is null or served_minutes >= 0),
	CONSTRAINT "exchanges_credited" CHECK(credited_minutes is null or credited_minutes >= 0),
	CONSTRAINT "exchanges_four_eyes" CHECK(credited_by is null or (credited_by <> logged_by and credited_by <> checked_by)),
	CONSTRAINT "exchanges_two_reverse" CHECK(state <> 'reversed' or reversal_by is not null)
);
--> statement-breakpoint
CREATE INDEX `exchanges_queue` ON `exchanges` (`state`,`region_code`,`since`);--> statement-breakpoint
CREATE INDEX `exchanges_town` ON `exchanges` (`recipient_town`,`state`);--> statement-breakpoint
CREATE INDEX `exchanges_region` ON `exchanges` (`region_code`,`served_on`);--> statement-breakpoint
CREATE INDEX `exchanges_planned` ON `exchanges` (`state`,`planned_on`);--> statement-breakpoint
CREATE TABLE `grant_list_lines` (
	`list_id` text NOT NULL,
	`member_id` text NOT NULL,
	`change` text NOT NULL,
	`minutes` integer NOT NULL,
	`reasons` text NOT NULL,
	PRIMARY KEY(`list_id`, `member_id`),
	CONSTRAINT "grant_list_lines_minutes" CHECK(minutes >= 0)
);
--> statement-breakpoint
CREATE INDEX `grant_list_lines_member` ON `grant_list_lines` (`member_id`);--> statement-breakpoint
CREATE TABLE `grant_lists` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`county_code` text NOT NULL,
	`kind` text NOT NULL,
	`month` text NOT NULL,
	`state` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`signed_by` text,
	`signed_at` integer,
	`policy_version` integer NOT NULL,
	CONSTRAINT "grant_lists_two_officers" CHECK(signed_by is null or signed_by <> proposed_by)
);
--> statement-breakpoint
CREATE INDEX `grant_lists_county` ON `grant_lists` (`county_code`,`state`);--> statement-breakpoint
CREATE TABLE `moves` (
	`id` text PRIMARY KEY NOT NULL,
	`exchange_id` text NOT NULL,
	`move` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`actor_id` text NOT NULL,
	`acting_for_id` text,
	`grant_id` text,
	`reason` text,
	`note` text,
	`policy_version` integer NOT NULL,
	`device` text,
	`request_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `moves_exchange` ON `moves` (`exchange_id`,`at`);--> statement-breakpoint
CREATE INDEX `moves_actor` ON `moves` (`actor_id`,`at`);--> statement-breakpoint
CREATE TABLE `pool_quotas` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`region_code` text NOT NULL,
	`minutes` integer NOT NULL,
	`reason` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`accepted_by` text,
	`accepted_at` integer,
	CONSTRAINT "pool_quotas_two_officers" CHECK(accepted_by is null or accepted_by <> proposed_by),
	CONSTRAINT "pool_quotas_minutes" CHECK(minutes > 0)
);
--> statement-breakpoint
CREATE INDEX `pool_quotas_region` ON `pool_quotas` (`region_code`);--> statement-breakpoint
CREATE TABLE `services` (
	`code` text PRIMARY KEY NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`certificate` text NOT NULL,
	`certificate_note` text,
	`risk` text NOT NULL,
	`max_minutes` integer NOT NULL,
	`people` integer NOT NULL,
	`needs_consent` integer NOT NULL,
	`cash_slip` integer NOT NULL,
	`enabled` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`journal` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`balance` integer NOT NULL,
	`held` integer NOT NULL,
	`floor` integer NOT NULL,
	`lapses_on` text,
	PRIMARY KEY(`journal`, `id`),
	CONSTRAINT "accounts_held" CHECK(held >= 0 and (kind not in ('issuance', 'clearing') or held = 0)),
	CONSTRAINT "accounts_cover" CHECK(kind in ('issuance', 'clearing') or balance - held >= -floor),
	CONSTRAINT "accounts_floor" CHECK(floor >= 0 and (kind = 'own' or floor = 0))
);
--> statement-breakpoint
CREATE INDEX `accounts_owner` ON `accounts` (`owner_id`);--> statement-breakpoint
CREATE INDEX `accounts_lapses` ON `accounts` (`lapses_on`);--> statement-breakpoint
CREATE TABLE `entries` (
	`journal` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`event` text NOT NULL,
	`subject_id` text NOT NULL,
	`event_id` text NOT NULL,
	`reverses` text,
	`served_on` text,
	`grade` text,
	`recorded_at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`approver_id` text,
	`policy_version` integer NOT NULL,
	`reason` text,
	`decision` text,
	`floors` text,
	`idempotency_key` text NOT NULL,
	`salt` blob NOT NULL,
	`commitment` blob NOT NULL,
	`leaf_hash` blob NOT NULL,
	PRIMARY KEY(`journal`, `seq`),
	FOREIGN KEY (`journal`) REFERENCES `journals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_id` ON `entries` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_idempotency` ON `entries` (`journal`,`idempotency_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_credited_once` ON `entries` (`journal`,`subject_id`) WHERE event = 'credit';--> statement-breakpoint
CREATE UNIQUE INDEX `entries_reversed_once` ON `entries` (`journal`,`reverses`) WHERE reverses is not null;--> statement-breakpoint
CREATE INDEX `entries_subject` ON `entries` (`subject_id`);--> statement-breakpoint
CREATE INDEX `entries_event` ON `entries` (`event_id`);--> statement-breakpoint
CREATE TABLE `holds` (
	`id` text PRIMARY KEY NOT NULL,
	`journal` text NOT NULL,
	`account_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`minutes` integer NOT NULL,
	`settled` integer NOT NULL,
	`released` integer NOT NULL,
	FOREIGN KEY (`journal`,`account_id`) REFERENCES `accounts`(`journal`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "holds_remainder" CHECK(minutes > 0 and settled >= 0 and released >= 0 and settled + released <= minutes)
);
--> statement-breakpoint
CREATE INDEX `holds_subject` ON `holds` (`subject_id`);--> statement-breakpoint
CREATE INDEX `holds_account` ON `holds` (`journal`,`account_id`);--> statement-breakpoint
CREATE TABLE `journals` (
	`id` text PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`name` text NOT NULL,
	`county_code` text NOT NULL,
	`last_seq` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transfers` (
	`journal` text NOT NULL,
	`seq` integer NOT NULL,
	`line` integer NOT NULL,
	`kind` text NOT NULL,
	`from_account` text NOT NULL,
	`to_account` text,
	`minutes` integer NOT NULL,
	`hold_id` text,
	`from_balance` integer NOT NULL,
	`from_held` integer NOT NULL,
	`to_balance` integer,
	PRIMARY KEY(`journal`, `seq`, `line`),
	FOREIGN KEY (`journal`,`seq`) REFERENCES `entries`(`journal`,`seq`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`journal`,`from_account`) REFERENCES `accounts`(`journal`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`journal`,`to_account`) REFERENCES `accounts`(`journal`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfers_minutes" CHECK(minutes > 0),
	CONSTRAINT "transfers_two_accounts" CHECK(to_account is null or to_account <> from_account),
	CONSTRAINT "transfers_shape" CHECK((kind in ('post', 'settle')) = (to_account is not null) and (kind = 'post') = (hold_id is null))
);
--> statement-breakpoint
CREATE INDEX `transfers_from` ON `transfers` (`journal`,`from_account`,`seq`);--> statement-breakpoint
CREATE INDEX `transfers_to` ON `transfers` (`journal`,`to_account`,`seq`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`acting_for_id` text,
	`grant_id` text,
	`verb` text NOT NULL,
	`noun` text NOT NULL,
	`subject_id` text NOT NULL,
	`region_code` text,
	`outcome` text NOT NULL,
	`reason` text,
	`policy_version` integer NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_region` ON `audit` (`region_code`,`at`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor_id`,`at`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`region_code` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`acting_for_id` text,
	`given_by` text NOT NULL,
	`given_at` integer NOT NULL,
	`accepted_by` text,
	`accepted_at` integer,
	`ended_by` text,
	`ended_at` integer,
	CONSTRAINT "grants_two_officers" CHECK(accepted_by is null or accepted_by <> given_by)
);
--> statement-breakpoint
CREATE INDEX `grants_user` ON `grants` (`user_id`);--> statement-breakpoint
CREATE INDEX `grants_region` ON `grants` (`region_code`,`role`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job` text NOT NULL,
	`day` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`result` text,
	PRIMARY KEY(`job`, `day`)
);
--> statement-breakpoint
CREATE TABLE `pins` (
	`member_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	`present_name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `policies` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`value` text NOT NULL,
	`valid_from` text NOT NULL,
	`locked` integer NOT NULL,
	`reason` text,
	`proposed_by` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`accepted_by` text,
	`accepted_at` integer,
	`version` integer,
	CONSTRAINT "policies_two_officers" CHECK(accepted_by is null or accepted_by <> proposed_by)
);
--> statement-breakpoint
CREATE INDEX `policies_version` ON `policies` (`version`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`answer` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`actor_id`, `key`)
);
--> statement-breakpoint
CREATE TABLE `tries` (
	`subject` text NOT NULL,
	`day` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject`, `day`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`login` text NOT NULL,
	`password_hash` text NOT NULL,
	`person_id` text,
	`work_phone` text,
	`language` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_login` ON `users` (`login`);--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`number` text NOT NULL,
	`token` text NOT NULL,
	`kind` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`revoked_by` text,
	`revoked_at` integer,
	`revoked_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cards_number` ON `cards` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `cards_token` ON `cards` (`token`);--> statement-breakpoint
CREATE INDEX `cards_member` ON `cards` (`member_id`);--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`number` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `certificates_member` ON `certificates` (`member_id`,`kind`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`purpose` text NOT NULL,
	`wording` text NOT NULL,
	`how` text NOT NULL,
	`witness` text,
	`given_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `consents_member` ON `consents` (`member_id`,`purpose`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`name` text NOT NULL,
	`relation` text NOT NULL,
	`phone_sealed` text NOT NULL,
	`consented_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `contacts_member` ON `contacts` (`member_id`);--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`hamlet_id` text,
	`address_sealed` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `households_region` ON `households` (`region_code`);--> statement-breakpoint
CREATE TABLE `kin` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`relative_id` text NOT NULL,
	`relation` text NOT NULL,
	`proof` text,
	`may_act` integer NOT NULL,
	`declared_by` text NOT NULL,
	`declared_at` integer NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kin_pair` ON `kin` (`member_id`,`relative_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `kin_relative` ON `kin` (`relative_id`);--> statement-breakpoint
CREATE TABLE `member_aways` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `member_aways_member` ON `member_aways` (`member_id`);--> statement-breakpoint
CREATE TABLE `member_facts` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`facts` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `member_facts_member` ON `member_facts` (`member_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `member_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`move` text NOT NULL,
	`from_state` text,
	`to_state` text NOT NULL,
	`region_code` text NOT NULL,
	`reason` text,
	`actor_id` text NOT NULL,
	`acting_for_id` text,
	`grant_id` text,
	`policy_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `member_moves_member` ON `member_moves` (`member_id`,`at`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`nickname` text,
	`pinyin` text NOT NULL,
	`initials` text NOT NULL,
	`sex` text NOT NULL,
	`born_on` text NOT NULL,
	`identity_kind` text NOT NULL,
	`identity_sealed` text,
	`identity_hash` text,
	`phone_sealed` text,
	`phone_hash` text,
	`phone_tail` text,
	`region_code` text NOT NULL,
	`home_region_code` text NOT NULL,
	`hamlet_id` text,
	`household_id` text,
	`serves` integer NOT NULL,
	`receives` integer NOT NULL,
	`state` text NOT NULL,
	`duplicate_of_id` text,
	`language` text NOT NULL,
	`enrolled_by` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`checked_by` text,
	`checked_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_identity` ON `members` (`identity_hash`) WHERE duplicate_of_id is null;--> statement-breakpoint
CREATE INDEX `members_region` ON `members` (`region_code`,`state`);--> statement-breakpoint
CREATE INDEX `members_initials` ON `members` (`initials`);--> statement-breakpoint
CREATE INDEX `members_phone` ON `members` (`phone_hash`);--> statement-breakpoint
CREATE INDEX `members_tail` ON `members` (`phone_tail`);--> statement-breakpoint
CREATE INDEX `members_household` ON `members` (`household_id`);--> statement-breakpoint
CREATE TABLE `hamlets` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hamlets_name` ON `hamlets` (`region_code`,`name`);--> statement-breakpoint
CREATE TABLE `regions` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`pinyin` text NOT NULL,
	`level` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`successor_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `regions_code` ON `regions` (`code`,`valid_from`);--> statement-breakpoint
CREATE TABLE `stations` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`phone` text,
	`head_id` text
);
--> statement-breakpoint
CREATE INDEX `stations_region` ON `stations` (`region_code`);