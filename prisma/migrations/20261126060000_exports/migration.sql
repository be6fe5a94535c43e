-- An auditor took away what the members of an account answered, and said why.
ALTER TYPE "event_kind" ADD VALUE 'records_exported';

CREATE TABLE "disclosure" (
  "event_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "disclosure_pkey" PRIMARY KEY ("event_id"),
  CONSTRAINT "disclosure_period" CHECK ("since" < "until")
);
CREATE INDEX "disclosure_account_id_idx" ON "disclosure"("account_id");
ALTER TABLE "disclosure" ADD CONSTRAINT "disclosure_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "disclosure" TO assent_app;
