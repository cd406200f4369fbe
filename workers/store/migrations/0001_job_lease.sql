DROP INDEX `job_run_attempt`;--> statement-breakpoint
ALTER TABLE `job_run` ADD `instance` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `job_run` ADD `progress` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `job_run_job` ON `job_run` (`job_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `job_run_live` ON `job_run` (`job_id`) WHERE "job_run"."outcome" = 'running';--> statement-breakpoint
ALTER TABLE `outbox` ADD `redriven_from` text;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_redriven_from` ON `outbox` (`redriven_from`) WHERE "outbox"."redriven_from" IS NOT NULL;