-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "subject_kind" AS ENUM ('account', 'group', 'member', 'guest', 'operator');

-- CreateEnum
CREATE TYPE "ceiling_rule" AS ENUM ('forbidden', 'no_choice');

-- CreateEnum
CREATE TYPE "event_kind" AS ENUM ('account_created', 'member_added', 'role_changed', 'catalogue_published', 'terms_published', 'terms_approved', 'terms_in_force', 'purpose_ended', 'terms_answered', 'permissions_set', 'members_asked', 'choices_made', 'record_opened');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'auditor', 'member', 'none');

-- CreateEnum
CREATE TYPE "effect" AS ENUM ('widens', 'narrows');

-- CreateEnum
CREATE TYPE "terms_answer" AS ENUM ('accept', 'decline', 'later');

-- CreateEnum
CREATE TYPE "permission_kind" AS ENUM ('members_decide', 'off');

-- CreateEnum
CREATE TYPE "asking_mode" AS ENUM ('ask_now', 'other_ground', 'not_yet');

-- CreateEnum
CREATE TYPE "question" AS ENUM ('features', 'sharing');

-- CreateEnum
CREATE TYPE "choice_kind" AS ENUM ('give', 'refuse', 'withdraw');

-- CreateEnum
CREATE TYPE "key_use" AS ENUM ('ledger', 'receipt');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_digest" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_digest")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "email" TEXT NOT NULL,
    "token_digest" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("email","token_digest")
);

-- CreateTable
CREATE TABLE "member" (
    "subject_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("subject_id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "subject_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "is_off" BOOLEAN NOT NULL,
    "rests_until" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("subject_id")
);

-- CreateTable
CREATE TABLE "staff" (
    "subject_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("subject_id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject" (
    "id" UUID NOT NULL,
    "kind" "subject_kind" NOT NULL,
    "account_id" UUID,

    CONSTRAINT "subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purpose_ending" (
    "event_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "purpose_ending_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "terms_document" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "terms_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terms_version" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "archival" BOOLEAN NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clause" (
    "terms_version_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "anchor" TEXT NOT NULL,
    "number" TEXT,
    "title" TEXT,
    "level" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "text_digest" TEXT NOT NULL,

    CONSTRAINT "clause_pkey" PRIMARY KEY ("terms_version_id","ordinal")
);

-- CreateTable
CREATE TABLE "mapping_draft" (
    "terms_version_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "mapping_draft_pkey" PRIMARY KEY ("terms_version_id")
);

-- CreateTable
CREATE TABLE "review_draft" (
    "terms_version_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "review_draft_pkey" PRIMARY KEY ("terms_version_id")
);

-- CreateTable
CREATE TABLE "terms_draft" (
    "document_slug" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "terms_draft_pkey" PRIMARY KEY ("document_slug")
);

-- CreateTable
CREATE TABLE "clause_purpose" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "clause_ordinal" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,

    CONSTRAINT "clause_purpose_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "ceiling" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "clause_ordinal" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "rule" "ceiling_rule" NOT NULL,

    CONSTRAINT "ceiling_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "kind" "event_kind" NOT NULL,
    "account_id" UUID,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_role" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "role" "role" NOT NULL,

    CONSTRAINT "member_role_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "catalogue_publication" (
    "event_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "catalogue_publication_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "event_id" UUID NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "against_id" UUID,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "clause_verdict" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "from_ordinals" INTEGER[],
    "to_ordinals" INTEGER[],
    "proposed" TEXT NOT NULL,
    "proposed_effect" "effect",
    "verdict" TEXT NOT NULL,
    "effect" "effect",
    "note" TEXT NOT NULL,

    CONSTRAINT "clause_verdict_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "terms_summary" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "terms_summary_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "activation" (
    "event_id" UUID NOT NULL,
    "terms_version_id" UUID NOT NULL,

    CONSTRAINT "activation_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "approval" (
    "event_id" UUID NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "acceptance" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "answer" "terms_answer" NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "acceptance_signature" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "authority" TEXT NOT NULL,

    CONSTRAINT "acceptance_signature_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "permission" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "seq" INTEGER NOT NULL,
    "kind" "permission_kind" NOT NULL,

    CONSTRAINT "permission_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "asking" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "mode" "asking_mode" NOT NULL,
    "reference" TEXT,

    CONSTRAINT "asking_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "request" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "notice_id" UUID NOT NULL,

    CONSTRAINT "request_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "selection" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "question" "question" NOT NULL,
    "language" TEXT NOT NULL,
    "interface_version" TEXT NOT NULL,
    "terms_version_ids" UUID[],

    CONSTRAINT "selection_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "choice" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "seq" INTEGER NOT NULL,
    "kind" "choice_kind" NOT NULL,
    "notice_id" UUID NOT NULL,

    CONSTRAINT "choice_pkey" PRIMARY KEY ("event_id","ordinal")
);

-- CreateTable
CREATE TABLE "inspection" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "event_id" UUID NOT NULL,
    "account_id" UUID,
    "subject_id" UUID,
    "jws" TEXT NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "secret" (
    "event_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "ledger_pending" (
    "event_id" UUID NOT NULL,
    "leaf" BYTEA NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "ledger_pending_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "entry" (
    "index" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "leaf" BYTEA NOT NULL,
    "leaf_hash" BYTEA NOT NULL,
    "sequenced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "tile" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "tile_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cosignature_pkey" PRIMARY KEY ("size","witness")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "use" "key_use" NOT NULL,
    "public_key" BYTEA NOT NULL,
    "certificate" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "member_person_id_idx" ON "member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_account_id_person_id_key" ON "member"("account_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_person_id_key" ON "staff"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_slug_key" ON "account"("slug");

-- CreateIndex
CREATE INDEX "subject_account_id_idx" ON "subject"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "purpose_ending_purpose_key" ON "purpose_ending"("purpose");

-- CreateIndex
CREATE UNIQUE INDEX "terms_document_slug_key" ON "terms_document"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "terms_version_document_id_number_key" ON "terms_version"("document_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "terms_version_document_id_digest_effective_at_key" ON "terms_version"("document_id", "digest", "effective_at");

-- CreateIndex
CREATE UNIQUE INDEX "clause_terms_version_id_anchor_key" ON "clause"("terms_version_id", "anchor");

-- CreateIndex
CREATE INDEX "clause_purpose_terms_version_id_idx" ON "clause_purpose"("terms_version_id");

-- CreateIndex
CREATE INDEX "ceiling_terms_version_id_idx" ON "ceiling"("terms_version_id");

-- CreateIndex
CREATE INDEX "event_account_id_at_idx" ON "event"("account_id", "at");

-- CreateIndex
CREATE INDEX "member_role_account_id_idx" ON "member_role"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_role_subject_id_seq_key" ON "member_role"("subject_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_publication_number_key" ON "catalogue_publication"("number");

-- CreateIndex
CREATE UNIQUE INDEX "notice_purpose_language_number_key" ON "notice"("purpose", "language", "number");

-- CreateIndex
CREATE UNIQUE INDEX "publication_terms_version_id_key" ON "publication"("terms_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "publication_document_id_seq_key" ON "publication"("document_id", "seq");

-- CreateIndex
CREATE INDEX "clause_verdict_terms_version_id_idx" ON "clause_verdict"("terms_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "terms_summary_terms_version_id_language_key" ON "terms_summary"("terms_version_id", "language");

-- CreateIndex
CREATE UNIQUE INDEX "activation_terms_version_id_key" ON "activation"("terms_version_id");

-- CreateIndex
CREATE INDEX "approval_terms_version_id_idx" ON "approval"("terms_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_account_id_terms_version_id_seq_key" ON "acceptance"("account_id", "terms_version_id", "seq");

-- CreateIndex
CREATE INDEX "permission_account_id_idx" ON "permission"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "permission_subject_id_purpose_category_seq_key" ON "permission"("subject_id", "purpose", "category", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "asking_account_id_purpose_seq_key" ON "asking"("account_id", "purpose", "seq");

-- CreateIndex
CREATE INDEX "request_subject_id_idx" ON "request"("subject_id");

-- CreateIndex
CREATE INDEX "request_account_id_idx" ON "request"("account_id");

-- CreateIndex
CREATE INDEX "selection_subject_id_idx" ON "selection"("subject_id");

-- CreateIndex
CREATE INDEX "choice_account_id_idx" ON "choice"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "choice_subject_id_purpose_category_seq_key" ON "choice"("subject_id", "purpose", "category", "seq");

-- CreateIndex
CREATE INDEX "inspection_subject_id_idx" ON "inspection"("subject_id");

-- CreateIndex
CREATE INDEX "receipt_account_id_idx" ON "receipt"("account_id");

-- CreateIndex
CREATE INDEX "receipt_subject_id_idx" ON "receipt"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_event_id_key" ON "entry"("event_id");

-- CreateIndex
CREATE INDEX "cosignature_witness_size_idx" ON "cosignature"("witness", "size");

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "member"("subject_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject" ADD CONSTRAINT "subject_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purpose_ending" ADD CONSTRAINT "purpose_ending_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms_version" ADD CONSTRAINT "terms_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "terms_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause" ADD CONSTRAINT "clause_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mapping_draft" ADD CONSTRAINT "mapping_draft_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_draft" ADD CONSTRAINT "review_draft_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_purpose" ADD CONSTRAINT "clause_purpose_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_purpose" ADD CONSTRAINT "clause_purpose_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ceiling" ADD CONSTRAINT "ceiling_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ceiling" ADD CONSTRAINT "ceiling_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "subject"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_role" ADD CONSTRAINT "member_role_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_publication" ADD CONSTRAINT "catalogue_publication_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_verdict" ADD CONSTRAINT "clause_verdict_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clause_verdict" ADD CONSTRAINT "clause_verdict_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms_summary" ADD CONSTRAINT "terms_summary_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms_summary" ADD CONSTRAINT "terms_summary_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activation" ADD CONSTRAINT "activation_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activation" ADD CONSTRAINT "activation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_signature" ADD CONSTRAINT "acceptance_signature_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permission" ADD CONSTRAINT "permission_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asking" ADD CONSTRAINT "asking_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "selection" ADD CONSTRAINT "selection_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "choice" ADD CONSTRAINT "choice_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret" ADD CONSTRAINT "secret_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_pending" ADD CONSTRAINT "ledger_pending_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cosignature" ADD CONSTRAINT "cosignature_size_fkey" FOREIGN KEY ("size") REFERENCES "checkpoint"("size") ON DELETE RESTRICT ON UPDATE CASCADE;

