CREATE TABLE `bank_holidays` (
	`date` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`notes` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `case_people` (
	`reference` text PRIMARY KEY NOT NULL,
	`name` text,
	`email` text,
	`phone` text,
	`words` text,
	`place` text,
	`erase_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_people_by_erase` ON `case_people` (`erase_at`);--> statement-breakpoint
CREATE TABLE `cases` (
	`reference` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`service` text,
	`channel` text NOT NULL,
	`status` text NOT NULL,
	`status_note` text,
	`description` text,
	`postcode` text,
	`place` text,
	`lat` real,
	`lng` real,
	`media_url` text,
	`requested_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`closed_at` text,
	`once_key` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_by_once_key` ON `cases` (`once_key`);--> statement-breakpoint
CREATE INDEX `cases_by_authority` ON `cases` (`authority`,`requested_at`);--> statement-breakpoint
CREATE INDEX `cases_by_time` ON `cases` (`requested_at`);--> statement-breakpoint
CREATE TABLE `contact_exceptions` (
	`line` text NOT NULL,
	`date` text NOT NULL,
	`hours` text NOT NULL,
	`reason` text,
	PRIMARY KEY(`line`, `date`)
);
--> statement-breakpoint
CREATE TABLE `contact_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`role` text NOT NULL,
	`title` text NOT NULL,
	`purpose` text,
	`services` text NOT NULL,
	`categories` text NOT NULL,
	`phone` text,
	`text_phone` text,
	`sms` text,
	`email` text,
	`form_url` text,
	`bsl_url` text,
	`address` text,
	`languages` text NOT NULL,
	`week` text,
	`holiday_rule` text NOT NULL,
	`out_of_hours` text NOT NULL,
	`position` integer NOT NULL,
	`source` text,
	`verified_on` text
);
--> statement-breakpoint
CREATE TABLE `contact_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`lines` text NOT NULL,
	`text` text NOT NULL,
	`from` text NOT NULL,
	`until` text
);
--> statement-breakpoint
CREATE TABLE `contact_signposts` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`advice` text NOT NULL,
	`phone` text NOT NULL,
	`text` text,
	`bsl_url` text,
	`url` text,
	`words` text NOT NULL,
	`services` text NOT NULL,
	`source` text,
	`verified_on` text
);
--> statement-breakpoint
CREATE TABLE `holiday_feed` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`imported_at` text NOT NULL,
	`last_tried_at` text,
	`fault` text,
	`validators` text
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`key` text PRIMARY KEY NOT NULL,
	`to` text,
	`reply_to` text,
	`subject` text,
	`text` text,
	`headers` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text NOT NULL,
	`claimed_at` text,
	`sent_at` text,
	`message_id` text NOT NULL,
	`fault` text,
	`created_at` text NOT NULL,
	`erase_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mails_by_state` ON `mails` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `mails_by_erase` ON `mails` (`erase_at`);