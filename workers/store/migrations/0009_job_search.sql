CREATE TABLE `job_search_due` (
	`no` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_job` ON `outbox` (`queue`,`name`,`created_at`);--> statement-breakpoint
-- The text of jobs, folded by the program, under `outbox.no`. Only the index is kept: the rows have the text.
CREATE VIRTUAL TABLE `job_search` USING fts5(`text`, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');--> statement-breakpoint
CREATE VIRTUAL TABLE `job_search_term` USING fts5vocab('job_search', 'row');--> statement-breakpoint
CREATE TRIGGER `outbox_search_new` AFTER INSERT ON `outbox` BEGIN
	INSERT OR IGNORE INTO `job_search_due` (`no`) VALUES (new.`no`);
END;--> statement-breakpoint
CREATE TRIGGER `outbox_search_error` AFTER UPDATE OF `error` ON `outbox` WHEN new.`error` IS NOT NULL AND new.`error` IS NOT old.`error` BEGIN
	INSERT OR IGNORE INTO `job_search_due` (`no`) VALUES (new.`no`);
END;--> statement-breakpoint
CREATE TRIGGER `outbox_search_gone` AFTER DELETE ON `outbox` BEGIN
	DELETE FROM `job_search` WHERE rowid = old.`no`;
	DELETE FROM `job_search_due` WHERE `no` = old.`no`;
END;--> statement-breakpoint
-- Indexed afterwards in pieces: a start does not wait for it.
INSERT INTO `job_search_due` (`no`) SELECT `no` FROM `outbox`;
