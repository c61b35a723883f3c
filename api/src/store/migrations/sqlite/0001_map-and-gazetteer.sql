CREATE TABLE `addresses` (
	`uprn` text PRIMARY KEY NOT NULL,
	`usrn` text,
	`label` text,
	`number` text,
	`sort_key` text,
	`postcode` text,
	`easting` real NOT NULL,
	`northing` real NOT NULL,
	`custodian` text,
	`gss` text,
	`in_park` integer
);
--> statement-breakpoint
CREATE INDEX `addresses_by_postcode` ON `addresses` (`postcode`,`sort_key`);--> statement-breakpoint
CREATE INDEX `addresses_by_street` ON `addresses` (`usrn`,`number`);--> statement-breakpoint
CREATE INDEX `addresses_by_grid` ON `addresses` (`easting`,`northing`);--> statement-breakpoint
CREATE TABLE `features` (
	`layer` text NOT NULL,
	`number` integer NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text,
	`geometry` text NOT NULL,
	`address` text,
	`postcode` text,
	`phone` text,
	`email` text,
	`url` text,
	`hours` text,
	`properties` text NOT NULL,
	`source` text,
	`verified_on` text,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`layer`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `features_by_id` ON `features` (`layer`,`id`);--> statement-breakpoint
CREATE INDEX `features_by_title` ON `features` (`layer`,`title`);--> statement-breakpoint
CREATE TABLE `layers` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`singular` text NOT NULL,
	`description` text NOT NULL,
	`owner` text,
	`category` text NOT NULL,
	`role` text NOT NULL,
	`geometry` text NOT NULL,
	`licence` text NOT NULL,
	`licence_url` text,
	`attribution` text NOT NULL,
	`source` text NOT NULL,
	`is_verified` integer NOT NULL,
	`is_sample` integer NOT NULL,
	`style` text NOT NULL,
	`edition` text,
	`version` integer NOT NULL,
	`count` integer NOT NULL,
	`updated_at` text NOT NULL,
	`source_url` text,
	`refresh_minutes` integer,
	`last_tried_at` text,
	`fault` text
);
--> statement-breakpoint
CREATE TABLE `streets` (
	`usrn` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`locality` text,
	`town` text,
	`custodian` text NOT NULL,
	`easting` real,
	`northing` real
);
--> statement-breakpoint
CREATE INDEX `streets_by_name` ON `streets` (`name`);--> statement-breakpoint
CREATE INDEX `streets_by_grid` ON `streets` (`easting`,`northing`);