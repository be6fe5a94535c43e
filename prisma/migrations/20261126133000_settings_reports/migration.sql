-- How an account's settings at its meeting platform compared last with what it permits. Changed in place, in no record.
CREATE TABLE "settings_report" (
    "account_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "failure" TEXT,
    "drifts" JSONB NOT NULL,

    CONSTRAINT "settings_report_pkey" PRIMARY KEY ("account_id","platform")
);
ALTER TABLE "settings_report" ADD CONSTRAINT "settings_report_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON "settings_report" TO assent_app;
