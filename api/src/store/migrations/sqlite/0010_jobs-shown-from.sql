ALTER TABLE `vacancies` ADD `shown_from` text;--> statement-breakpoint
-- What was on record before was seen once it was both there and published, unless it was withdrawn until then.
UPDATE `vacancies` SET `shown_from` = max(`publish_at`, `created_at`)
WHERE `publish_at` IS NOT NULL AND (`withdrawn_at` IS NULL OR `withdrawn_at` > max(`publish_at`, `created_at`));
