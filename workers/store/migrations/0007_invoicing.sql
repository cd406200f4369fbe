CREATE TABLE `email_message` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`document_id` text,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`message_id` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`reply` text,
	`reply_code` integer,
	`job_id` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `email_message_id_unique` ON `email_message` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `email_message_key_unique` ON `email_message` (`key`);--> statement-breakpoint
CREATE INDEX `email_message_document` ON `email_message` (`document_id`);--> statement-breakpoint
CREATE INDEX `email_message_state` ON `email_message` (`state`,`no`);--> statement-breakpoint
CREATE TABLE `print_job` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`document_id` text,
	`pdf_sha256` text NOT NULL,
	`title` text NOT NULL,
	`role` text NOT NULL,
	`printer` text NOT NULL,
	`copies` integer DEFAULT 1 NOT NULL,
	`tray` text,
	`duplex` integer DEFAULT false NOT NULL,
	`reason` text,
	`state` text DEFAULT 'waiting' NOT NULL,
	`spooler_id` text,
	`message` text,
	`job_id` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`handed_at` integer,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `print_job_id_unique` ON `print_job` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `print_job_key_unique` ON `print_job` (`key`);--> statement-breakpoint
CREATE INDEX `print_job_document` ON `print_job` (`document_id`);--> statement-breakpoint
CREATE INDEX `print_job_state` ON `print_job` (`state`,`no`);--> statement-breakpoint
CREATE INDEX `print_job_open` ON `print_job` (`settled_at`) WHERE "print_job"."settled_at" IS NULL;--> statement-breakpoint
CREATE TABLE `printer_role` (
	`role` text PRIMARY KEY NOT NULL,
	`printer` text NOT NULL,
	`fallback` text,
	`copies` integer DEFAULT 1 NOT NULL,
	`tray` text,
	`duplex` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `allocation` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`payment_id` text,
	`credit_note_id` text,
	`amount_cents` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reversed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `allocation_id_unique` ON `allocation` (`id`);--> statement-breakpoint
CREATE INDEX `allocation_invoice` ON `allocation` (`invoice_id`);--> statement-breakpoint
CREATE INDEX `allocation_payment` ON `allocation` (`payment_id`) WHERE "allocation"."payment_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `allocation_credit_note` ON `allocation` (`credit_note_id`) WHERE "allocation"."credit_note_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `number_register` (
	`no` integer PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`device_code` text NOT NULL,
	`year` integer NOT NULL,
	`sequence` integer NOT NULL,
	`number` text NOT NULL,
	`document_id` text NOT NULL,
	`state` text DEFAULT 'issued' NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`voided_at` integer,
	`void_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `number_register_number_unique` ON `number_register` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `number_register_document_id_unique` ON `number_register` (`document_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `number_register_sequence` ON `number_register` (`prefix`,`device_code`,`year`,`sequence`);--> statement-breakpoint
CREATE TABLE `payment` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_id` text,
	`date` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`currency` text NOT NULL,
	`method` text NOT NULL,
	`reference` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`reversed_at` integer,
	`reversed_by` text,
	`reverse_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_id_unique` ON `payment` (`id`);--> statement-breakpoint
CREATE INDEX `payment_customer` ON `payment` (`customer_id`,`date`);--> statement-breakpoint
CREATE TABLE `remit_to` (
	`no` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_id` text,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`factor` text,
	`notice` text,
	`effective_from` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`verified_at` integer,
	`verified_by` text,
	`released_on` text,
	`released_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `remit_to_id_unique` ON `remit_to` (`id`);--> statement-breakpoint
CREATE INDEX `remit_to_customer` ON `remit_to` (`customer_id`,`effective_from`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `job_run_started`;--> statement-breakpoint
ALTER TABLE `customer` ADD `credit_hold` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `customer` ADD `credit_hold_reason` text;--> statement-breakpoint
ALTER TABLE `customer` ADD `invoice_delivery` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `customer` ADD `invoice_email` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `kind` text DEFAULT 'invoice' NOT NULL;--> statement-breakpoint
ALTER TABLE `invoice` ADD `credits_id` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `replaces_id` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `terms_days` integer;--> statement-breakpoint
ALTER TABLE `invoice` ADD `terms` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `remit_to` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `shipment` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `issued_at` integer;--> statement-breakpoint
ALTER TABLE `invoice` ADD `issued_by` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `invoice` ADD `voided_by` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `void_reason` text;--> statement-breakpoint
ALTER TABLE `invoice` ADD `settled_cents` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `invoice_open` ON `invoice` (`customer_id`,`due_date`) WHERE "invoice"."status" IN ('issued', 'sent');--> statement-breakpoint
CREATE INDEX `effect_open` ON `effect` (`state`) WHERE "effect"."state" <> 'done';