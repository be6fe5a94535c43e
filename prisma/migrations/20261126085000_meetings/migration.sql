-- A value of an enum can be used by a later transaction than the one that adds it.
ALTER TYPE "event_kind" ADD VALUE 'meeting_answered';
ALTER TYPE "event_kind" ADD VALUE 'notice_displayed';
ALTER TYPE "event_kind" ADD VALUE 'meeting_asked';

CREATE TYPE "display_method" AS ENUM ('page', 'client', 'keypad', 'link');
CREATE TYPE "participant_answer" AS ENUM ('include', 'leave_out');

CREATE TABLE "meeting" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "label" TEXT,
    "for_minors" BOOLEAN NOT NULL,
    "leaves_out" TEXT[],

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting_change" (
    "meeting_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "meeting_change_pkey" PRIMARY KEY ("meeting_id", "seq")
);

CREATE TABLE "guest" (
    "subject_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "participant" TEXT NOT NULL,

    CONSTRAINT "guest_pkey" PRIMARY KEY ("subject_id")
);

CREATE TABLE "meeting_notice" (
    "meeting_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "meeting_notice_pkey" PRIMARY KEY ("meeting_id", "digest")
);

CREATE TABLE "meeting_display" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "participant" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "method" "display_method" NOT NULL,
    "language" TEXT NOT NULL,
    "notice_ids" UUID[],
    "reported_by" UUID,

    CONSTRAINT "meeting_display_pkey" PRIMARY KEY ("event_id")
);

CREATE TABLE "meeting_response" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "participant" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "method" "display_method" NOT NULL,
    "language" TEXT NOT NULL,
    "interface_version" TEXT NOT NULL,
    "terms_version_ids" UUID[],
    "reported_by" UUID,

    CONSTRAINT "meeting_response_pkey" PRIMARY KEY ("event_id")
);

CREATE TABLE "meeting_answer" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "participant" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "answer" "participant_answer" NOT NULL,
    "notice_id" UUID NOT NULL,

    CONSTRAINT "meeting_answer_pkey" PRIMARY KEY ("event_id", "ordinal")
);

CREATE TABLE "meeting_asking" (
    "event_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "notice_id" UUID NOT NULL,

    CONSTRAINT "meeting_asking_pkey" PRIMARY KEY ("event_id", "ordinal")
);

CREATE UNIQUE INDEX "meeting_account_id_external_id_key" ON "meeting"("account_id", "external_id");
CREATE UNIQUE INDEX "meeting_change_meeting_id_key_key" ON "meeting_change"("meeting_id", "key");
CREATE INDEX "meeting_change_transaction_idx" ON "meeting_change"("transaction");
CREATE UNIQUE INDEX "guest_meeting_id_participant_key" ON "guest"("meeting_id", "participant");
CREATE INDEX "guest_account_id_idx" ON "guest"("account_id");
CREATE INDEX "meeting_notice_account_id_idx" ON "meeting_notice"("account_id");
CREATE UNIQUE INDEX "meeting_display_meeting_id_participant_digest_key" ON "meeting_display"("meeting_id", "participant", "digest");
CREATE INDEX "meeting_display_account_id_idx" ON "meeting_display"("account_id");
CREATE INDEX "meeting_response_meeting_id_participant_idx" ON "meeting_response"("meeting_id", "participant");
CREATE INDEX "meeting_response_account_id_idx" ON "meeting_response"("account_id");
CREATE INDEX "meeting_response_subject_id_idx" ON "meeting_response"("subject_id");
CREATE UNIQUE INDEX "meeting_answer_meeting_id_participant_purpose_seq_key" ON "meeting_answer"("meeting_id", "participant", "purpose", "seq");
CREATE INDEX "meeting_answer_account_id_idx" ON "meeting_answer"("account_id");
CREATE UNIQUE INDEX "meeting_asking_meeting_id_purpose_seq_key" ON "meeting_asking"("meeting_id", "purpose", "seq");
CREATE INDEX "meeting_asking_account_id_idx" ON "meeting_asking"("account_id");

ALTER TABLE "meeting" ADD CONSTRAINT "meeting_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_change" ADD CONSTRAINT "meeting_change_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guest" ADD CONSTRAINT "guest_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "guest" ADD CONSTRAINT "guest_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_notice" ADD CONSTRAINT "meeting_notice_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_display" ADD CONSTRAINT "meeting_display_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_display" ADD CONSTRAINT "meeting_display_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_response" ADD CONSTRAINT "meeting_response_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_response" ADD CONSTRAINT "meeting_response_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_answer" ADD CONSTRAINT "meeting_answer_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_answer" ADD CONSTRAINT "meeting_answer_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_asking" ADD CONSTRAINT "meeting_asking_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "meeting_asking" ADD CONSTRAINT "meeting_asking_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "meeting_change" ADD CONSTRAINT "meeting_change_kind" CHECK (
  "kind" IN ('invited', 'joined', 'left', 'host_changed', 'feature_announced', 'feature_started', 'feature_stopped', 'described', 'ended'));
ALTER TABLE "meeting_change" ADD CONSTRAINT "meeting_change_seq" CHECK ("seq" > 0);
ALTER TABLE "meeting_notice" ADD CONSTRAINT "meeting_notice_digest" CHECK ("digest" = encode(sha256("bytes"), 'hex'));

GRANT SELECT, INSERT ON "meeting", "meeting_change", "guest", "meeting_notice", "meeting_display", "meeting_response", "meeting_answer", "meeting_asking" TO assent_app;
