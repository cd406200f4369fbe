CREATE TABLE `audit_log` (
	`no` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`tx_id` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`action` text NOT NULL,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_entity` ON `audit_log` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `carrier` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`base_version` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`device_no` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`usdot` text NOT NULL,
	`legal_name` text NOT NULL,
	`dba` text,
	`docket` text,
	`scac` text,
	`contact_name` text,
	`email` text,
	`phone` text,
	`street` text,
	`city` text,
	`region` text,
	`postal_code` text,
	`country` text,
	`power_units` integer,
	`drivers` integer,
	`status` text DEFAULT 'pending' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `carrier_id_unique` ON `carrier` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `carrier_usdot_unique` ON `carrier` (`usdot`);--> statement-breakpoint
CREATE TABLE `customer` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`base_version` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`device_no` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`number` text NOT NULL,
	`legal_name` text NOT NULL,
	`dba` text,
	`usdot` text,
	`tax_id` text,
	`contact_name` text,
	`contact_title` text,
	`email` text,
	`phone` text,
	`fax` text,
	`street` text,
	`city` text,
	`region` text,
	`postal_code` text,
	`country` text,
	`terms_days` integer,
	`credit_limit_cents` integer,
	`status` text DEFAULT 'active' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_id_unique` ON `customer` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customer_number_unique` ON `customer` (`number`);--> statement-breakpoint
CREATE TABLE `device` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`code` text,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_id_unique` ON `device` (`id`);--> statement-breakpoint
CREATE TABLE `effect` (
	`key` text PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`state` text NOT NULL,
	`result` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_issue` (
	`no` integer PRIMARY KEY NOT NULL,
	`import_no` integer NOT NULL,
	`line` integer NOT NULL,
	`column` text NOT NULL,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`severity` text DEFAULT 'error' NOT NULL,
	`raw` text
);
--> statement-breakpoint
CREATE INDEX `import_issue_import` ON `import_issue` (`import_no`,`line`);--> statement-breakpoint
CREATE TABLE `import_row` (
	`import_no` integer NOT NULL,
	`line` integer NOT NULL,
	`outcome` integer NOT NULL,
	`target_no` integer,
	`target_version` integer,
	`before` text,
	PRIMARY KEY(`import_no`, `line`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`entity` text NOT NULL,
	`file_name` text NOT NULL,
	`file_sha256` text NOT NULL,
	`file_bytes` integer NOT NULL,
	`dialect` text NOT NULL,
	`mapping` text NOT NULL,
	`on_duplicate` text NOT NULL,
	`dry_run` integer DEFAULT false NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`job_id` text,
	`total` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`checkpoint` text,
	`bytes_done` integer DEFAULT 0 NOT NULL,
	`error` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`started_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_id_unique` ON `import` (`id`);--> statement-breakpoint
CREATE TABLE `invoice` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`base_version` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`device_no` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`number` text NOT NULL,
	`customer_id` text,
	`customer_number` text,
	`bill_to_name` text NOT NULL,
	`bill_to_address` text,
	`ship_to_name` text,
	`ship_to_city` text,
	`ship_to_country` text,
	`load_number` text,
	`po_number` text,
	`bol_number` text,
	`pro_number` text,
	`issue_date` text NOT NULL,
	`due_date` text,
	`currency` text DEFAULT 'USD' NOT NULL,
	`subtotal_cents` integer NOT NULL,
	`tax_cents` integer DEFAULT 0 NOT NULL,
	`total_cents` integer NOT NULL,
	`notes` text,
	`status` text DEFAULT 'issued' NOT NULL,
	`pdf_sha256` text,
	`pdf_bytes` integer,
	`pdf_at` integer,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_id_unique` ON `invoice` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_number_unique` ON `invoice` (`number`);--> statement-breakpoint
CREATE INDEX `invoice_issue_date` ON `invoice` (`issue_date`);--> statement-breakpoint
CREATE INDEX `invoice_customer` ON `invoice` (`customer_id`);--> statement-breakpoint
CREATE TABLE `invoice_line` (
	`no` integer PRIMARY KEY NOT NULL,
	`invoice_id` text NOT NULL,
	`position` integer NOT NULL,
	`code` text DEFAULT 'goods' NOT NULL,
	`description` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`unit_price_e4` integer NOT NULL,
	`discount_bp` integer DEFAULT 0 NOT NULL,
	`amount_cents` integer NOT NULL,
	FOREIGN KEY (`invoice_id`) REFERENCES `invoice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_line_position` ON `invoice_line` (`invoice_id`,`position`);--> statement-breakpoint
CREATE TABLE `job_run` (
	`no` integer PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`queue` text NOT NULL,
	`name` text NOT NULL,
	`worker` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`wait_ms` integer NOT NULL,
	`run_ms` integer,
	`outcome` text DEFAULT 'running' NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_run_attempt` ON `job_run` (`job_id`,`attempt`);--> statement-breakpoint
CREATE INDEX `job_run_started` ON `job_run` (`started_at`);--> statement-breakpoint
CREATE TABLE `lead` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`base_version` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`device_no` integer DEFAULT 1 NOT NULL,
	`deleted_at` integer,
	`match_key` text NOT NULL,
	`company` text NOT NULL,
	`contact_name` text,
	`contact_title` text,
	`email` text,
	`phone` text,
	`fax` text,
	`website` text,
	`street` text,
	`city` text,
	`region` text,
	`postal_code` text,
	`country` text,
	`usdot` text,
	`docket` text,
	`source` text,
	`stage` text DEFAULT 'new' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lead_id_unique` ON `lead` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `lead_match_key_unique` ON `lead` (`match_key`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`queue` text NOT NULL,
	`name` text NOT NULL,
	`tenant_id` text NOT NULL,
	`payload` text NOT NULL,
	`priority` integer,
	`run_at` integer,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`handed_at` integer,
	`state` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`progress` integer DEFAULT 0 NOT NULL,
	`progress_note` text,
	`started_at` integer,
	`settled_at` integer,
	`result` text,
	`error` text,
	`cancel_requested_at` integer,
	`change` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE INDEX `outbox_owed` ON `outbox` (`handed_at`) WHERE "outbox"."handed_at" IS NULL AND "outbox"."settled_at" IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_unsettled` ON `outbox` (`settled_at`) WHERE "outbox"."settled_at" IS NULL;--> statement-breakpoint
CREATE INDEX `outbox_change` ON `outbox` (`change`);--> statement-breakpoint
CREATE INDEX `outbox_queue_state` ON `outbox` (`queue`,`state`);--> statement-breakpoint
CREATE TABLE `site` (
	`no` integer PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`warehouse_name` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text DEFAULT 'USD' NOT NULL,
	`legal_name` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`mc_number` text DEFAULT '' NOT NULL,
	`usdot` text DEFAULT '' NOT NULL,
	`tax_id` text DEFAULT '' NOT NULL,
	`remit_to` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER `audit_log_no_update` BEFORE UPDATE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `audit_log_no_delete` BEFORE DELETE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
