CREATE INDEX `carrier_deleted` ON `carrier` (`deleted_at`) WHERE "carrier"."deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `customer_deleted` ON `customer` (`deleted_at`) WHERE "customer"."deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invoice_pdf_state` ON `invoice` (("pdf_sha256" IS NULL),`issue_date`);--> statement-breakpoint
CREATE INDEX `invoice_deleted` ON `invoice` (`deleted_at`) WHERE "invoice"."deleted_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `lead_deleted` ON `lead` (`deleted_at`) WHERE "lead"."deleted_at" IS NOT NULL;