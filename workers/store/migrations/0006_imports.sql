CREATE TABLE `hot_file` (
	`no` integer PRIMARY KEY NOT NULL,
	`folder_id` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text,
	`state` text NOT NULL,
	`import_id` text,
	`error` text,
	`moved_to` text,
	`at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `hot_file_folder` ON `hot_file` (`folder_id`,`at`);--> statement-breakpoint
CREATE INDEX `hot_file_open` ON `hot_file` (`settled_at`) WHERE "hot_file"."settled_at" IS NULL;--> statement-breakpoint
CREATE TABLE `hot_folder` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`path` text NOT NULL,
	`template_id` text,
	`enabled` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hot_folder_id_unique` ON `hot_folder` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `hot_folder_path_unique` ON `hot_folder` (`path`);--> statement-breakpoint
CREATE TABLE `import_edit` (
	`edits_id` text NOT NULL,
	`line` integer NOT NULL,
	`column` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`edits_id`, `line`, `column`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_edit_set` (
	`id` text PRIMARY KEY NOT NULL,
	`file_sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_memory` (
	`entity` text NOT NULL,
	`headings_key` text NOT NULL,
	`mapping` text NOT NULL,
	`on_duplicate` text NOT NULL,
	`used_at` integer NOT NULL,
	`used_by` text NOT NULL,
	PRIMARY KEY(`entity`, `headings_key`)
);
--> statement-breakpoint
CREATE TABLE `import_template` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`entity` text NOT NULL,
	`headings` text NOT NULL,
	`headings_key` text NOT NULL,
	`mapping` text NOT NULL,
	`dialect` text DEFAULT '{}' NOT NULL,
	`on_duplicate` text NOT NULL,
	`options` text DEFAULT '{}' NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_template_id_unique` ON `import_template` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `import_template_name_unique` ON `import_template` (`name`);--> statement-breakpoint
ALTER TABLE `import_row` ADD `undo` integer;--> statement-breakpoint
ALTER TABLE `import` ADD `options` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `edits_id` text;--> statement-breakpoint
ALTER TABLE `import` ADD `origin_import_id` text;--> statement-breakpoint
ALTER TABLE `import` ADD `template_id` text;--> statement-breakpoint
ALTER TABLE `import` ADD `take_back` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `undo_state` text;--> statement-breakpoint
ALTER TABLE `import` ADD `undo_job_id` text;--> statement-breakpoint
ALTER TABLE `import` ADD `undone` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `undo_kept` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `undone_at` integer;--> statement-breakpoint
ALTER TABLE `import` ADD `undone_by` text;--> statement-breakpoint
CREATE INDEX `import_file` ON `import` (`file_sha256`);--> statement-breakpoint
CREATE INDEX `import_undoing` ON `import` (`undo_state`) WHERE "import"."undo_state" IN ('waiting', 'running');