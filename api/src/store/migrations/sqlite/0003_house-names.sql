ALTER TABLE `addresses` ADD `name` text;--> statement-breakpoint
CREATE INDEX `addresses_by_name` ON `addresses` (`name`);