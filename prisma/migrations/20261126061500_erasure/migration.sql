-- Erasing a person (docs/decisions, "Erasure is an act, and a trigger carries it out").

ALTER TYPE "event_kind" ADD VALUE 'erasure_requested';
ALTER TYPE "event_kind" ADD VALUE 'member_erased';
ALTER TYPE "event_kind" ADD VALUE 'evidence_opened';

-- Whatever words a reason is given in can name a person: it stands apart from what is immutable.
CREATE TABLE "reason" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "reason_pkey" PRIMARY KEY ("event_id")
);
ALTER TABLE "reason" ADD CONSTRAINT "reason_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
INSERT INTO "reason" SELECT "event_id", "account_id", "reason" FROM "inspection";
ALTER TABLE "inspection" DROP COLUMN "reason";

CREATE TABLE "erasure_request" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    CONSTRAINT "erasure_request_pkey" PRIMARY KEY ("event_id")
);
CREATE UNIQUE INDEX "erasure_request_subject_id_key" ON "erasure_request"("subject_id");
CREATE INDEX "erasure_request_account_id_idx" ON "erasure_request"("account_id");
ALTER TABLE "erasure_request" ADD CONSTRAINT "erasure_request_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "erasure" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "keep_until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "erasure_pkey" PRIMARY KEY ("event_id")
);
CREATE UNIQUE INDEX "erasure_subject_id_key" ON "erasure"("subject_id");
CREATE INDEX "erasure_account_id_idx" ON "erasure"("account_id");
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "erased_statement" (
    "event_id" UUID NOT NULL,
    "erasure_id" UUID NOT NULL,
    CONSTRAINT "erased_statement_pkey" PRIMARY KEY ("event_id")
);
CREATE INDEX "erased_statement_erasure_id_idx" ON "erased_statement"("erasure_id");
ALTER TABLE "erased_statement" ADD CONSTRAINT "erased_statement_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "erased_statement" ADD CONSTRAINT "erased_statement_erasure_id_fkey" FOREIGN KEY ("erasure_id") REFERENCES "erasure"("event_id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "evidence_opening" (
    "event_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    CONSTRAINT "evidence_opening_pkey" PRIMARY KEY ("event_id")
);
CREATE INDEX "evidence_opening_subject_id_idx" ON "evidence_opening"("subject_id");
ALTER TABLE "evidence_opening" ADD CONSTRAINT "evidence_opening_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is a member's exists as long as the member does: an answer that is on its way while its member is
-- erased waits, and is refused.
ALTER TABLE "acceptance_signature" ADD COLUMN "signer_id" UUID;
UPDATE "acceptance_signature" s SET "signer_id" = e."actor_id" FROM "event" e WHERE e."id" = s."event_id";
ALTER TABLE "acceptance_signature" ALTER COLUMN "signer_id" SET NOT NULL;
CREATE INDEX "acceptance_signature_signer_id_idx" ON "acceptance_signature"("signer_id");
ALTER TABLE "acceptance_signature" ADD CONSTRAINT "acceptance_signature_signer_id_fkey" FOREIGN KEY ("signer_id") REFERENCES "member"("subject_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "member"("subject_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Three years: the period after which most claims lapse. The running programs read it and cannot change it.
INSERT INTO "setting" ("key", "value") VALUES ('evidence_period', 'P3Y');

-- Sealed: a schema in which no role but the owner may so much as look up a name.
CREATE SCHEMA "sealed";
REVOKE ALL ON SCHEMA "sealed" FROM PUBLIC;
CREATE TABLE "sealed"."evidence" (
    "event_id" UUID NOT NULL PRIMARY KEY REFERENCES "public"."event"("id"),
    "erasure_id" UUID NOT NULL REFERENCES "public"."erasure"("event_id"),
    "jws" TEXT NOT NULL,
    "salt" BYTEA NOT NULL,
    "name" TEXT,
    "authority" TEXT,
    "until" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "evidence_erasure_id_idx" ON "sealed"."evidence"("erasure_id");
CREATE INDEX "evidence_until_idx" ON "sealed"."evidence"("until");

-- Carries out an erasure that is on record, in the statement that records it, and nothing else. It runs as the
-- owner of the tables, takes no other input than the row, and answers nothing: no one can read through it.
--
-- It waits for whatever is on its way for this member (their acts hold their row by a foreign key) and for
-- another erasure in the account, so that of two last owners one stays. It locks first and looks afterwards:
-- each statement below sees what was committed until it began.
CREATE FUNCTION "public"."carry_out_erasure"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  whose uuid;
  was text;
  theirs uuid[];
  period interval;
BEGIN
  PERFORM FROM public.account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  SELECT m.person_id INTO whose FROM public.member m
   WHERE m.subject_id = NEW.subject_id AND m.account_id = NEW.account_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE 'there is no such member of this account'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'erasure_member';
  END IF;

  PERFORM FROM public.event e JOIN public.ledger_pending p ON p.event_id = e.id
    WHERE e.id = NEW.event_id AND e.kind::text = 'member_erased' AND e.account_id = NEW.account_id;
  IF NOT FOUND THEN
    RAISE 'an erasure is an act that awaits its entry'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_act';
  END IF;
  SELECT r.role::text INTO was FROM public.member_role r
   WHERE r.subject_id = NEW.subject_id ORDER BY r.seq DESC LIMIT 1;
  IF was <> 'none' THEN
    RAISE 'an erasure ends the membership'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_role';
  END IF;
  SELECT r.role::text INTO was FROM public.member_role r
   WHERE r.subject_id = NEW.subject_id AND r.event_id <> NEW.event_id ORDER BY r.seq DESC LIMIT 1;
  IF was = 'owner' AND NOT EXISTS (
       SELECT FROM public.member m
         JOIN LATERAL (SELECT r.role::text AS role FROM public.member_role r
                        WHERE r.subject_id = m.subject_id ORDER BY r.seq DESC LIMIT 1) now_in ON true
        WHERE m.account_id = NEW.account_id AND m.subject_id <> NEW.subject_id
          AND now_in.role = 'owner') THEN
    RAISE 'an account keeps one owner'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'erasure_last_owner';
  END IF;
  -- By this server's clock, a day off at most: who may erase may neither shorten the period nor stretch it.
  SELECT s.value::interval INTO STRICT period FROM public.setting s WHERE s.key = 'evidence_period';
  IF NEW.keep_until NOT BETWEEN now() + period - interval '1 day' AND now() + period + interval '1 day' THEN
    RAISE 'evidence is kept for %', period
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_period';
  END IF;

  SELECT coalesce(array_agg(x.event_id), '{}') INTO theirs FROM (
    SELECT r.event_id FROM public.receipt r WHERE r.subject_id = NEW.subject_id
    UNION SELECT g.event_id FROM public.acceptance_signature g WHERE g.signer_id = NEW.subject_id) x;
  INSERT INTO sealed.evidence (event_id, erasure_id, jws, salt, name, authority, until)
    SELECT r.event_id, NEW.event_id, r.jws, s.salt, g.name, g.authority, NEW.keep_until
      FROM public.receipt r JOIN public.secret s ON s.event_id = r.event_id
      LEFT JOIN public.acceptance_signature g ON g.event_id = r.event_id
     WHERE r.event_id = ANY (theirs);
  INSERT INTO public.erased_statement (event_id, erasure_id)
    SELECT x, NEW.event_id FROM unnest(theirs) x;
  DELETE FROM public.reason WHERE event_id = ANY (theirs);
  DELETE FROM public.acceptance_signature WHERE event_id = ANY (theirs);
  DELETE FROM public.secret WHERE event_id = ANY (theirs);
  DELETE FROM public.receipt WHERE event_id = ANY (theirs);
  DELETE FROM public.member WHERE subject_id = NEW.subject_id;

  PERFORM FROM public.person WHERE id = whose FOR UPDATE;
  IF NOT EXISTS (SELECT FROM public.member WHERE person_id = whose)
     AND NOT EXISTS (SELECT FROM public.staff WHERE person_id = whose) THEN
    DELETE FROM public.sign_in_link l USING public.person p
     WHERE p.id = whose AND lower(l.email) = lower(p.email);
    DELETE FROM public.session WHERE person_id = whose;
    DELETE FROM public.identity WHERE person_id = whose;
    DELETE FROM public.person WHERE id = whose;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "public"."carry_out_erasure"() FROM PUBLIC;
CREATE TRIGGER "carry_out_erasure" AFTER INSERT ON "erasure"
  FOR EACH ROW EXECUTE FUNCTION "public"."carry_out_erasure"();

-- Evidence that has passed its period, by this server's clock. It takes no input: nobody can hasten it.
CREATE FUNCTION "public"."erase_expired_evidence"() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (DELETE FROM sealed.evidence WHERE until <= now() RETURNING event_id)
  SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION "public"."erase_expired_evidence"() FROM PUBLIC;

GRANT SELECT, INSERT ON "reason", "erasure_request", "erasure", "evidence_opening" TO assent_app;
GRANT SELECT ON "erased_statement" TO assent_app;
GRANT EXECUTE ON FUNCTION "public"."erase_expired_evidence"() TO assent_app;
