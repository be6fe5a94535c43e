-- What a platform says it did while an account only watches decisions, beside what the decision would have been.
CREATE TABLE "observed_run" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "meeting" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "did_run" BOOLEAN NOT NULL,
    "is_permitted" BOOLEAN NOT NULL,
    "reason" TEXT,

    CONSTRAINT "observed_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "observed_run_account_id_at_idx" ON "observed_run"("account_id", "at");
ALTER TABLE "observed_run" ADD CONSTRAINT "observed_run_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observed_run" ADD CONSTRAINT "observed_run_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "observed_run" TO assent_app;
