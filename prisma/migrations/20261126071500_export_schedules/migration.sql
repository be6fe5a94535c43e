-- Exports that the worker makes by itself, and how each of them went.
CREATE TABLE "export_schedule" (
  "id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "target" TEXT NOT NULL,
  "every" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "export_schedule_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "export_schedule_every" CHECK ("every" IN ('day', 'week', 'month')),
  CONSTRAINT "export_schedule_format" CHECK ("format" IN ('ndjson', 'csv'))
);
ALTER TABLE "export_schedule" ADD CONSTRAINT "export_schedule_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON "export_schedule" TO assent_app;

CREATE TABLE "export_run" (
  "schedule_id" UUID NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "size" BIGINT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_at" TIMESTAMPTZ(3) NOT NULL,
  "done_at" TIMESTAMPTZ(3),
  "failure" TEXT,
  CONSTRAINT "export_run_pkey" PRIMARY KEY ("schedule_id", "since")
);
ALTER TABLE "export_run" ADD CONSTRAINT "export_run_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "export_schedule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "export_run_next_at_idx" ON "export_run"("next_at");
GRANT SELECT, INSERT, UPDATE ON "export_run" TO assent_app;
