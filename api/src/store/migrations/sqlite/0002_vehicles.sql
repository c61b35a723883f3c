CREATE TABLE `device_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`authority` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text
);
--> statement-breakpoint
CREATE TABLE `street_treatments` (
	`street` text NOT NULL,
	`slot` text NOT NULL,
	`at` text NOT NULL,
	`name` text NOT NULL,
	`vehicle` text NOT NULL,
	PRIMARY KEY(`street`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `street_treatments_by_time` ON `street_treatments` (`at`);--> statement-breakpoint
CREATE TABLE `vehicle_positions` (
	`vehicle` text NOT NULL,
	`at` text NOT NULL,
	`number` integer NOT NULL,
	`on_duty` integer NOT NULL,
	`lat` real,
	`lng` real,
	`speed` real,
	`heading` real,
	`treating` integer NOT NULL,
	PRIMARY KEY(`vehicle`, `at`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vehicle_positions_by_number` ON `vehicle_positions` (`number`);--> statement-breakpoint
CREATE TABLE `vehicles` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`authority` text NOT NULL,
	`is_sample` integer NOT NULL,
	`delay_seconds` integer NOT NULL,
	`added_at` text NOT NULL
);
