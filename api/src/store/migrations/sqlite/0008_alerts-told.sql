CREATE TABLE `alert_told` (
	`person` text NOT NULL,
	`topic` text NOT NULL,
	`item` text NOT NULL,
	`told_at` text NOT NULL,
	PRIMARY KEY(`person`, `topic`, `item`)
);
--> statement-breakpoint
CREATE INDEX `alert_told_by_time` ON `alert_told` (`told_at`);