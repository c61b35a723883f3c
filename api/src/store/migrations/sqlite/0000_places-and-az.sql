CREATE TABLE `answers` (
	`service` text NOT NULL,
	`authority` text NOT NULL,
	`status` text NOT NULL,
	`summary` text,
	`actions` text NOT NULL,
	`contact` text,
	`cost` text,
	`eligibility` text,
	`alert` text,
	`valid_from` text,
	`valid_to` text,
	`last_reviewed` text,
	PRIMARY KEY(`service`, `authority`)
);
--> statement-breakpoint
CREATE TABLE `authorities` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`kind` text NOT NULL,
	`gss` text NOT NULL,
	`register` text,
	`custodian` text,
	`home_url` text NOT NULL,
	`contact` text NOT NULL,
	`active_from` text,
	`active_to` text,
	`successors` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `boundaries` (
	`kind` text NOT NULL,
	`gss` text NOT NULL,
	`name` text NOT NULL,
	`geometry` text NOT NULL,
	PRIMARY KEY(`kind`, `gss`)
);
--> statement-breakpoint
CREATE TABLE `categories` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `data_versions` (
	`service` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `datasets` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`edition` text,
	`imported_at` text NOT NULL,
	`rows` integer NOT NULL,
	`attribution` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `districts` (
	`gss` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `postcode_shares` (
	`postcode` text NOT NULL,
	`gss` text NOT NULL,
	`in_park` integer NOT NULL,
	`addresses` integer NOT NULL,
	PRIMARY KEY(`postcode`, `gss`, `in_park`)
);
--> statement-breakpoint
CREATE TABLE `postcodes` (
	`postcode` text PRIMARY KEY NOT NULL,
	`easting` integer,
	`northing` integer,
	`lat` real,
	`lng` real,
	`quality` integer NOT NULL,
	`gss` text,
	`ward` text,
	`stated_in_park` integer,
	`retired_on` text,
	`is_retired` integer NOT NULL,
	`in_park` integer,
	`park_edge_m` integer,
	`near_gss` text,
	`near_m` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sectors` (
	`sector` text PRIMARY KEY NOT NULL,
	`lat` real NOT NULL,
	`lng` real NOT NULL,
	`shares` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`lgsl` integer,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`synonyms` text NOT NULL,
	`categories` text NOT NULL,
	`tier` text NOT NULL,
	`action` text NOT NULL,
	`provision` text NOT NULL,
	`popularity` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `towns` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`gss` text NOT NULL,
	`in_park` integer NOT NULL,
	`outward` text NOT NULL,
	`lat` real NOT NULL,
	`lng` real NOT NULL
);
--> statement-breakpoint
CREATE INDEX `towns_by_name` ON `towns` (`name`);