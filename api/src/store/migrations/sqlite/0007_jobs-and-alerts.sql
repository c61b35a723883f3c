CREATE TABLE `alert_people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`key` text NOT NULL,
	`created_at` text NOT NULL,
	`bounces` integer NOT NULL,
	`erase_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_people_by_email` ON `alert_people` (`email`);--> statement-breakpoint
CREATE INDEX `alert_people_by_erase` ON `alert_people` (`erase_at`);--> statement-breakpoint
CREATE TABLE `alert_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`topic` text NOT NULL,
	`filter` text NOT NULL,
	`frequency` text NOT NULL,
	`authority` text,
	`created_at` text NOT NULL,
	`seen_until` text NOT NULL,
	`ended_at` text,
	`ended_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_subscriptions_once` ON `alert_subscriptions` (`person`,`topic`,`filter`);--> statement-breakpoint
CREATE INDEX `alert_subscriptions_due` ON `alert_subscriptions` (`ended_at`,`frequency`,`seen_until`);--> statement-breakpoint
CREATE TABLE `alert_wishes` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`topic` text NOT NULL,
	`filter` text NOT NULL,
	`frequency` text NOT NULL,
	`authority` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	`person` text
);
--> statement-breakpoint
CREATE INDEX `alert_wishes_by_email` ON `alert_wishes` (`email`);--> statement-breakpoint
CREATE INDEX `alert_wishes_by_expiry` ON `alert_wishes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `application_files` (
	`id` text PRIMARY KEY NOT NULL,
	`application` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`state` text NOT NULL,
	`content` blob,
	`stored_at` text NOT NULL,
	`scanned_at` text
);
--> statement-breakpoint
CREATE INDEX `application_files_by_application` ON `application_files` (`application`);--> statement-breakpoint
CREATE INDEX `application_files_by_state` ON `application_files` (`state`);--> statement-breakpoint
CREATE TABLE `application_people` (
	`application` text PRIMARY KEY NOT NULL,
	`name` text,
	`email` text,
	`phone` text,
	`address` text,
	`statement` text
);
--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`vacancy` text NOT NULL,
	`authority` text NOT NULL,
	`reference` text,
	`state` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`sent_at` text,
	`withdrawn_at` text,
	`erase_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_by_token` ON `applications` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `applications_by_reference` ON `applications` (`reference`);--> statement-breakpoint
CREATE INDEX `applications_by_vacancy` ON `applications` (`vacancy`,`state`);--> statement-breakpoint
CREATE INDEX `applications_by_erase` ON `applications` (`erase_at`);--> statement-breakpoint
CREATE TABLE `equality_counts` (
	`vacancy` text NOT NULL,
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`vacancy`, `question`, `answer`)
);
--> statement-breakpoint
CREATE TABLE `job_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`url` text NOT NULL,
	`kind` text NOT NULL,
	`refresh_minutes` integer NOT NULL,
	`last_tried_at` text,
	`last_taken_at` text,
	`count` integer NOT NULL,
	`fault` text,
	`validators` text
);
--> statement-breakpoint
CREATE TABLE `publisher_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text
);
--> statement-breakpoint
CREATE TABLE `vacancies` (
	`id` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`reference` text NOT NULL,
	`shared_with` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`description` text NOT NULL,
	`category` text NOT NULL,
	`contract` text NOT NULL,
	`patterns` text NOT NULL,
	`hours` text,
	`salary` text,
	`place` text,
	`postcode` text,
	`lat` real,
	`lng` real,
	`apply_kind` text NOT NULL,
	`apply_url` text,
	`interview_on` text,
	`publish_at` text,
	`closes_at` text NOT NULL,
	`withdrawn_at` text,
	`retention_months` integer NOT NULL,
	`origin` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vacancies_by_reference` ON `vacancies` (`authority`,`reference`);--> statement-breakpoint
CREATE INDEX `vacancies_by_close` ON `vacancies` (`closes_at`);--> statement-breakpoint
ALTER TABLE `mails` ADD `html` text;