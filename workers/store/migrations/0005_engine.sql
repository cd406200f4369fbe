CREATE TABLE `dead_letter` (
	`no` integer PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`queue` text NOT NULL,
	`name` text NOT NULL,
	`payload` text NOT NULL,
	`errors` text NOT NULL,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`fingerprint` text NOT NULL,
	`failed_at` integer NOT NULL,
	`redriven_as` text,
	`closed_at` integer,
	`closed_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dead_letter_job_id_unique` ON `dead_letter` (`job_id`);--> statement-breakpoint
CREATE INDEX `dead_letter_open` ON `dead_letter` (`fingerprint`,`failed_at`) WHERE "dead_letter"."closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `dead_letter_failed` ON `dead_letter` (`failed_at`);--> statement-breakpoint
CREATE TABLE `depth_sample` (
	`queue` text NOT NULL,
	`at` integer NOT NULL,
	`waiting` integer NOT NULL,
	`active` integer NOT NULL,
	`retrying` integer NOT NULL,
	PRIMARY KEY(`queue`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `job_hour` (
	`hour` integer NOT NULL,
	`queue` text NOT NULL,
	`name` text NOT NULL,
	`completed` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`retried` integer DEFAULT 0 NOT NULL,
	`aborted` integer DEFAULT 0 NOT NULL,
	`crashed` integer DEFAULT 0 NOT NULL,
	`wait` text NOT NULL,
	`run` text NOT NULL,
	PRIMARY KEY(`hour`, `queue`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `schedule` (
	`key` text PRIMARY KEY NOT NULL,
	`cron` text,
	`time_zone` text,
	`paused_at` integer,
	`armed_for` integer,
	`armed_job_id` text,
	`armed_cron` text,
	`armed_zone` text,
	`last_for` integer,
	`last_job_id` text,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `job_run` ADD `counted` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `job_run_uncounted` ON `job_run` (`finished_at`) WHERE "job_run"."counted" = 0 AND "job_run"."finished_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `schedule` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `scheduled_for` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_occurrence` ON `outbox` (`schedule`,`scheduled_for`) WHERE "outbox"."schedule" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_settled` ON `outbox` (`settled_at`) WHERE "outbox"."settled_at" IS NOT NULL;