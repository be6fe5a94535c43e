-- What the platform asked and was told: random ids and words of ours alone, for as long as it is kept.
CREATE TABLE "evaluation" (
  "id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "key_id" UUID NOT NULL,
  "interface" TEXT NOT NULL,
  "account_id" UUID,
  "subject_id" UUID,
  "meeting_id" UUID,
  "purpose" TEXT NOT NULL,
  "category" TEXT,
  "is_permitted" BOOLEAN NOT NULL,
  "reasons" TEXT[] NOT NULL,
  "obligations" TEXT[] NOT NULL,
  "revision" BIGINT NOT NULL,
  "state_age_ms" INTEGER NOT NULL,
  CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "evaluation_interface" CHECK ("interface" IN ('authzen', 'ofrep'))
);
CREATE INDEX "evaluation_at_idx" ON "evaluation"("at");
CREATE INDEX "evaluation_account_id_at_idx" ON "evaluation"("account_id", "at");

-- Kept for a time and then removed; no part of the record.
GRANT SELECT, INSERT, DELETE ON "evaluation" TO assent_app;
