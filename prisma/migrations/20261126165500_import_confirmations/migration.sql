-- The act took over settings that the platform had brought along.
CREATE TABLE "import_confirmation" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,

    CONSTRAINT "import_confirmation_pkey" PRIMARY KEY ("event_id")
);
CREATE INDEX "import_confirmation_import_id_idx" ON "import_confirmation"("import_id");
ALTER TABLE "import_confirmation" ADD CONSTRAINT "import_confirmation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_confirmation" ADD CONSTRAINT "import_confirmation_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "settings_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "import_confirmation" TO assent_app;
