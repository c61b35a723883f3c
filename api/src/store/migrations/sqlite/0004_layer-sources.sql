ALTER TABLE `layers` ADD `reading` text;--> statement-breakpoint
ALTER TABLE `layers` ADD `validators` text;