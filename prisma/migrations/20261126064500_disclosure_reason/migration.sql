-- Whatever words a reason is given in can name a person: it stands apart from what is immutable.
INSERT INTO "reason" ("event_id", "account_id", "text") SELECT "event_id", "account_id", "reason" FROM "disclosure";
ALTER TABLE "disclosure" DROP COLUMN "reason";
