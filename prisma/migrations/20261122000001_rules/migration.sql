-- What Prisma's schema cannot say: keys over nulls, checks, the order of acts, and who may change what.

-- A new choice or permission is a compare-and-set insert, also where it is about no category.
DROP INDEX "choice_subject_id_purpose_category_seq_key";
CREATE UNIQUE INDEX "choice_subject_id_purpose_category_seq_key"
  ON "choice" ("subject_id", "purpose", "category", "seq") NULLS NOT DISTINCT;
DROP INDEX "permission_subject_id_purpose_category_seq_key";
CREATE UNIQUE INDEX "permission_subject_id_purpose_category_seq_key"
  ON "permission" ("subject_id", "purpose", "category", "seq") NULLS NOT DISTINCT;

ALTER TABLE "terms_version" ADD CONSTRAINT "terms_version_digest" CHECK ("digest" = encode(sha256("bytes"), 'hex'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_digest" CHECK ("digest" = encode(sha256("bytes"), 'hex'));
ALTER TABLE "catalogue_publication" ADD CONSTRAINT "catalogue_digest" CHECK ("digest" = encode(sha256("bytes"), 'hex'));
ALTER TABLE "subject" ADD CONSTRAINT "subject_account" CHECK (("account_id" IS NULL) = ("kind" = 'operator'));
ALTER TABLE "asking" ADD CONSTRAINT "asking_reference" CHECK (("reference" IS NOT NULL) = ("mode" = 'other_ground'));
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_until" CHECK (("until" IS NOT NULL) = ("answer" = 'later'));
ALTER TABLE "secret" ADD CONSTRAINT "secret_salt" CHECK (length("salt") = 32);
ALTER TABLE "entry" ADD CONSTRAINT "entry_leaf_hash" CHECK ("leaf_hash" = sha256('\x00'::bytea || "leaf"));
ALTER TABLE "tile" ADD CONSTRAINT "tile_full" CHECK (length("hashes") = 8192 AND length("root") = 32);

ALTER TABLE "clause_verdict" ADD CONSTRAINT "clause_verdict_words" CHECK (
  "proposed" IN ('unchanged', 'formatting', 'cross-reference', 'moved', 'narrowed', 'widened', 'rewritten', 'added', 'removed')
  AND "verdict" IN ('unchanged', 'formatting', 'cross-reference', 'moved', 'narrowed', 'widened', 'rewritten', 'added', 'removed'));

-- Positions are given at commit order: an entry's index, and for what still waits the place it would
-- take now. Transaction ids extend causality: who has read an act writes under a later id.
CREATE VIEW "event_position" AS
  SELECT "event_id", "index" AS "position", true AS "sequenced" FROM "entry"
  UNION ALL
  SELECT "event_id",
         (SELECT coalesce(max("index") + 1, 0) FROM "entry")
           + row_number() OVER (ORDER BY "transaction", "ordinal") - 1,
         false
    FROM "ledger_pending";

-- Roles belong to the whole cluster: another database of it may have made this one already.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'assent_app') THEN
    CREATE ROLE assent_app;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- The running programs read and append. They change nothing that is immutable and delete only what
-- is short-lived by nature; erasing people is the erase command's, under a role of its own.
GRANT USAGE ON SCHEMA "public" TO assent_app;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA "public" TO assent_app;
DO $$
BEGIN
  IF to_regclass('public."_prisma_migrations"') IS NOT NULL THEN
    REVOKE INSERT ON "_prisma_migrations" FROM assent_app;
  END IF;
END $$;
GRANT UPDATE, DELETE ON "session", "mapping_draft", "review_draft", "terms_draft" TO assent_app;
GRANT UPDATE ON "reminder" TO assent_app;
GRANT DELETE ON "sign_in_link", "ledger_pending" TO assent_app;
