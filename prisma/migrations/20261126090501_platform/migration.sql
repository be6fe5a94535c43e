-- Which software handed an act over, and how the person answered there. The act itself is the person's.
CREATE TABLE "conveyance" (
    "event_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "method" TEXT NOT NULL,

    CONSTRAINT "conveyance_pkey" PRIMARY KEY ("event_id")
);
CREATE INDEX "conveyance_api_key_id_idx" ON "conveyance"("api_key_id");
ALTER TABLE "conveyance" ADD CONSTRAINT "conveyance_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "conveyance" ADD CONSTRAINT "conveyance_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "conveyance" ADD CONSTRAINT "conveyance_method" CHECK ("method" IN ('client', 'web', 'keypad', 'link'));
GRANT SELECT, INSERT ON "conveyance" TO assent_app;

-- Until when an account's decisions are computed and enforced nowhere. Null ends it.
CREATE TABLE "observation" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "observation_pkey" PRIMARY KEY ("event_id")
);
CREATE UNIQUE INDEX "observation_account_id_seq_key" ON "observation"("account_id", "seq");
ALTER TABLE "observation" ADD CONSTRAINT "observation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "observation" TO assent_app;

-- What was answered to a request that names an Idempotency-Key: a day long, so that a repetition is answered the same.
CREATE TABLE "idempotent_answer" (
    "api_key_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,

    CONSTRAINT "idempotent_answer_pkey" PRIMARY KEY ("api_key_id", "key")
);
CREATE INDEX "idempotent_answer_begun_at_idx" ON "idempotent_answer"("begun_at");
ALTER TABLE "idempotent_answer" ADD CONSTRAINT "idempotent_answer_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotent_answer" TO assent_app;

-- A member who is known by a name of the platform's only later.
GRANT UPDATE ("external_id") ON "member" TO assent_app;
