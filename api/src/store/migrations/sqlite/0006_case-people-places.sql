ALTER TABLE `case_people` ADD `postcode` text;--> statement-breakpoint
ALTER TABLE `case_people` ADD `lat` real;--> statement-breakpoint
ALTER TABLE `case_people` ADD `lng` real;--> statement-breakpoint
ALTER TABLE `case_people` ADD `media_url` text;