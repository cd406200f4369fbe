ALTER TABLE `import` ADD `rows` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import` ADD `warnings` integer DEFAULT 0 NOT NULL;