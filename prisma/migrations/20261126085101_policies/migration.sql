-- What the platform calls its accounts and members. A member's goes with the row of the member.
ALTER TABLE "account" ADD COLUMN "external_id" TEXT;
ALTER TABLE "account" ADD COLUMN "is_sandbox" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "member" ADD COLUMN "external_id" TEXT;
CREATE UNIQUE INDEX "account_external_id_key" ON "account"("external_id");
CREATE UNIQUE INDEX "member_account_id_external_id_key" ON "member"("account_id", "external_id");
ALTER TABLE "account" ADD CONSTRAINT "account_external_id" CHECK ("external_id" ~ '^[A-Za-z0-9._~:@+=-]{1,128}$');
ALTER TABLE "member" ADD CONSTRAINT "member_external_id" CHECK ("external_id" ~ '^[A-Za-z0-9._~:@+=-]{1,128}$');

-- CreateTable
CREATE TABLE "account_policy" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "regime" TEXT NOT NULL,
    "setting" TEXT,
    "unknown_place_is_strict" BOOLEAN NOT NULL,

    CONSTRAINT "account_policy_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "feature_policy" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "mode" TEXT,
    "elsewhere" "permission_kind",
    "elsewhere_mode" TEXT,
    "authorisation" TEXT,

    CONSTRAINT "feature_policy_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_policy_account_id_seq_key" ON "account_policy"("account_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "feature_policy_account_id_purpose_seq_key" ON "feature_policy"("account_id", "purpose", "seq");

-- AddForeignKey
ALTER TABLE "account_policy" ADD CONSTRAINT "account_policy_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feature_policy" ADD CONSTRAINT "feature_policy_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "account_policy" ADD CONSTRAINT "account_policy_regime" CHECK ("regime" IN ('none', 'minors', 'healthcare'));
ALTER TABLE "account_policy" ADD CONSTRAINT "account_policy_setting" CHECK ("setting" ~ '^[a-z][a-z_]{0,39}$');
ALTER TABLE "feature_policy" ADD CONSTRAINT "feature_policy_modes" CHECK (
  "mode" IN ('everyone-agrees', 'listen-until-answered', 'leave-out', 'tell-and-object')
  AND "elsewhere_mode" IN ('everyone-agrees', 'listen-until-answered', 'leave-out', 'tell-and-object'));

GRANT SELECT, INSERT ON "account_policy", "feature_policy" TO assent_app;
