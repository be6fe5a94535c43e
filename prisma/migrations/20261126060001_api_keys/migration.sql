-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "account_id" UUID,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "secret_digest" TEXT NOT NULL,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_revocation" (
    "event_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,

    CONSTRAINT "api_key_revocation_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_event_id_key" ON "api_key"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_revocation_api_key_id_key" ON "api_key_revocation"("api_key_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_revocation" ADD CONSTRAINT "api_key_revocation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_revocation" ADD CONSTRAINT "api_key_revocation_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_secret_digest" CHECK ("secret_digest" ~ '^[0-9a-f]{64}$');
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_scopes" CHECK (cardinality("scopes") > 0);
-- A platform's software acts for no account, unless its key was made for one.
ALTER TABLE "subject" DROP CONSTRAINT "subject_account";
ALTER TABLE "subject" ADD CONSTRAINT "subject_account"
  CHECK ("kind" = 'client' OR ("account_id" IS NULL) = ("kind" = 'operator'));

GRANT SELECT, INSERT ON "api_key", "api_key_revocation" TO assent_app;
