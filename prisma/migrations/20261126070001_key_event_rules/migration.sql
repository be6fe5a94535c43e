-- CreateEnum
CREATE TYPE "key_event_kind" AS ENUM ('added', 'retired', 'revoked');

-- AlterTable: until now each use had one key, its first.
ALTER TABLE "signing_key" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "signing_key" ALTER COLUMN "seq" DROP DEFAULT;

-- CreateTable
CREATE TABLE "key_event" (
    "event_id" UUID NOT NULL,
    "key_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "key_event_kind" NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,

    CONSTRAINT "key_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "key_certificate" (
    "key_id" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "key_certificate_pkey" PRIMARY KEY ("key_id","size")
);

-- CreateIndex
CREATE UNIQUE INDEX "signing_key_use_seq_key" ON "signing_key"("use", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "key_event_key_id_seq_key" ON "key_event"("key_id", "seq");

-- AddForeignKey
ALTER TABLE "key_event" ADD CONSTRAINT "key_event_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_event" ADD CONSTRAINT "key_event_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_certificate" ADD CONSTRAINT "key_certificate_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_certificate" ADD CONSTRAINT "key_certificate_size_fkey" FOREIGN KEY ("size") REFERENCES "checkpoint"("size") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "key_event" ADD CONSTRAINT "key_event_until" CHECK (("until" IS NULL) = ("kind" = 'added'));
ALTER TABLE "key_event" ADD CONSTRAINT "key_event_added_first" CHECK (("seq" = 1) = ("kind" = 'added'));
ALTER TABLE "signing_key" ADD CONSTRAINT "signing_key_certified" CHECK (("certificate" IS NOT NULL) = ("use" = 'receipt'));

GRANT SELECT, INSERT ON "key_event", "key_certificate" TO assent_app;
