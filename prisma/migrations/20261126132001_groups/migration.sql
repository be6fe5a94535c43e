-- A group of an account's people, by the platform's own id: what is off for it is off for whoever is in it.
CREATE TABLE "account_group" (
    "subject_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "account_group_pkey" PRIMARY KEY ("subject_id")
);
CREATE UNIQUE INDEX "account_group_event_id_key" ON "account_group"("event_id");
CREATE UNIQUE INDEX "account_group_account_id_external_id_key" ON "account_group"("account_id", "external_id");
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "account_group" ADD CONSTRAINT "account_group_external_id" CHECK ("external_id" ~ '^[A-Za-z0-9._~:@+=-]{1,128}$');

-- Who is in a group: the row with the highest seq holds.
CREATE TABLE "group_member" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "is_in" BOOLEAN NOT NULL,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("event_id","ordinal")
);
CREATE UNIQUE INDEX "group_member_subject_id_group_id_seq_key" ON "group_member"("subject_id", "group_id", "seq");
CREATE INDEX "group_member_group_id_idx" ON "group_member"("group_id");
CREATE INDEX "group_member_account_id_idx" ON "group_member"("account_id");
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a group permits its people to decide. It only restricts: nothing is on that the account has off.
CREATE TABLE "group_permission" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "seq" INTEGER NOT NULL,
    "kind" "permission_kind" NOT NULL,

    CONSTRAINT "group_permission_pkey" PRIMARY KEY ("event_id","ordinal")
);
CREATE UNIQUE INDEX "group_permission_group_id_purpose_category_seq_key" ON "group_permission"("group_id", "purpose", "category", "seq") NULLS NOT DISTINCT;
CREATE INDEX "group_permission_account_id_idx" ON "group_permission"("account_id");
ALTER TABLE "group_permission" ADD CONSTRAINT "group_permission_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT, INSERT ON "account_group", "group_member", "group_permission" TO assent_app;

-- Whether the platform states somebody to be under age: what it says, as it came, in no record.
CREATE TABLE "member_age" (
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "minor" BOOLEAN,
    "api_key_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "member_age_pkey" PRIMARY KEY ("subject_id","seq")
);
CREATE INDEX "member_age_transaction_idx" ON "member_age"("transaction");
ALTER TABLE "member_age" ADD CONSTRAINT "member_age_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "member_age" TO assent_app;
