-- Software's request, after a denial, that a member be asked. The platform's statement, in no record.
CREATE TABLE "access_request" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "key_account_id" UUID,
    "subject_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "category" TEXT,
    "evaluation_id" UUID NOT NULL,
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "access_request_evaluation_id_key" ON "access_request"("evaluation_id");
CREATE INDEX "access_request_subject_id_idx" ON "access_request"("subject_id");
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "access_request" TO assent_app;
