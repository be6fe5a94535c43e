-- Settings that a platform brings along: they count for nothing until an owner or admin confirms them.
CREATE TABLE "settings_import" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "is_confirmed" BOOLEAN,

    CONSTRAINT "settings_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "settings_import_decided" CHECK (("decided_at" IS NULL) = ("is_confirmed" IS NULL))
);
-- One at a time waits: a newer one takes the place of an older.
CREATE UNIQUE INDEX "settings_import_waiting" ON "settings_import"("account_id") WHERE "decided_at" IS NULL;
CREATE INDEX "settings_import_account_id_idx" ON "settings_import"("account_id");
ALTER TABLE "settings_import" ADD CONSTRAINT "settings_import_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "settings_import" ADD CONSTRAINT "settings_import_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON "settings_import" TO assent_app;
