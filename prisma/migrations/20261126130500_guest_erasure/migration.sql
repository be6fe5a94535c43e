-- Erasing a guest (docs/decisions, "A guest erases themselves by their link").

ALTER TYPE "event_kind" ADD VALUE 'guest_erased';

-- The meeting, where it was a guest who was erased.
ALTER TABLE "erasure" ADD COLUMN "meeting_id" UUID;
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "erasure_meeting_id_idx" ON "erasure"("meeting_id");

-- Who of a meeting was erased, so that nothing is asked of them or recorded again. It names no subject and no
-- act: what was theirs is under a random id that nothing leads to any more. Only the trigger writes here.
CREATE TABLE "erased_participant" (
    "meeting_id" UUID NOT NULL,
    "participant" TEXT NOT NULL,
    CONSTRAINT "erased_participant_pkey" PRIMARY KEY ("meeting_id", "participant")
);
ALTER TABLE "erased_participant" ADD CONSTRAINT "erased_participant_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "meeting_display_subject_id_idx" ON "meeting_display"("subject_id");
CREATE INDEX "meeting_answer_subject_id_idx" ON "meeting_answer"("subject_id");

-- As carry_out_erasure() does for a member: in the statement that records it, as the owner of the tables, with
-- no other input than the row, and answering nothing.
--
-- What is on its way for this guest holds their lock until it is committed (below), so this waits for it and
-- takes it too; what comes later is refused.
CREATE FUNCTION "public"."carry_out_guest_erasure"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who text;
  theirs uuid[];
  period interval;
BEGIN
  SELECT g.participant INTO who FROM public.guest g
   WHERE g.subject_id = NEW.subject_id AND g.meeting_id = NEW.meeting_id AND g.account_id = NEW.account_id;
  IF NOT FOUND THEN
    RAISE 'there is no such guest of this meeting'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'erasure_guest';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.meeting_id || ' ' || who, 1));
  IF EXISTS (SELECT FROM public.erased_participant p
              WHERE p.meeting_id = NEW.meeting_id AND p.participant = who) THEN
    RAISE 'this guest was erased'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'erasure_guest';
  END IF;
  PERFORM FROM public.event e JOIN public.ledger_pending p ON p.event_id = e.id
    WHERE e.id = NEW.event_id AND e.kind::text = 'guest_erased' AND e.account_id = NEW.account_id;
  IF NOT FOUND THEN
    RAISE 'an erasure is an act that awaits its entry'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_act';
  END IF;
  SELECT s.value::interval INTO STRICT period FROM public.setting s WHERE s.key = 'evidence_period';
  IF NEW.keep_until NOT BETWEEN now() + period - interval '1 day' AND now() + period + interval '1 day' THEN
    RAISE 'evidence is kept for %', period
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_period';
  END IF;

  SELECT coalesce(array_agg(x.event_id), '{}') INTO theirs FROM (
    SELECT d.event_id FROM public.meeting_display d WHERE d.subject_id = NEW.subject_id
    UNION SELECT r.event_id FROM public.meeting_response r WHERE r.subject_id = NEW.subject_id) x;
  INSERT INTO sealed.evidence (event_id, erasure_id, jws, salt, until)
    SELECT r.event_id, NEW.event_id, r.jws, s.salt, NEW.keep_until
      FROM public.receipt r JOIN public.secret s ON s.event_id = r.event_id
     WHERE r.event_id = ANY (theirs);
  INSERT INTO public.erased_statement (event_id, erasure_id)
    SELECT x, NEW.event_id FROM unnest(theirs) x;
  DELETE FROM public.secret WHERE event_id = ANY (theirs);
  DELETE FROM public.receipt WHERE event_id = ANY (theirs);

  -- The platform's own id for them goes from all that they did.
  UPDATE public.meeting_display SET participant = NEW.subject_id::text WHERE subject_id = NEW.subject_id;
  UPDATE public.meeting_response SET participant = NEW.subject_id::text WHERE subject_id = NEW.subject_id;
  UPDATE public.meeting_answer SET participant = NEW.subject_id::text WHERE subject_id = NEW.subject_id;
  DELETE FROM public.guest WHERE subject_id = NEW.subject_id;
  INSERT INTO public.erased_participant (meeting_id, participant) VALUES (NEW.meeting_id, who);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "public"."carry_out_guest_erasure"() FROM PUBLIC;

DROP TRIGGER "carry_out_erasure" ON "erasure";
CREATE TRIGGER "carry_out_erasure" AFTER INSERT ON "erasure"
  FOR EACH ROW WHEN (NEW.meeting_id IS NULL) EXECUTE FUNCTION "public"."carry_out_erasure"();
CREATE TRIGGER "carry_out_guest_erasure" AFTER INSERT ON "erasure"
  FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION "public"."carry_out_guest_erasure"();

-- Nothing is recorded of whoever was erased, and what is on its way is waited for. It locks first and looks
-- afterwards: the second statement sees what was committed until it began.
CREATE FUNCTION "public"."refuse_erased_participant"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.meeting_id || ' ' || NEW.participant, 1));
  IF EXISTS (SELECT FROM public.erased_participant p
              WHERE p.meeting_id = NEW.meeting_id AND p.participant = NEW.participant) THEN
    RAISE 'this participant was erased'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'erased_participant';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "public"."refuse_erased_participant"() FROM PUBLIC;
CREATE TRIGGER "refuse_erased_participant" AFTER INSERT ON "meeting_display"
  FOR EACH ROW EXECUTE FUNCTION "public"."refuse_erased_participant"();
CREATE TRIGGER "refuse_erased_participant" AFTER INSERT ON "meeting_response"
  FOR EACH ROW EXECUTE FUNCTION "public"."refuse_erased_participant"();

GRANT SELECT ON "erased_participant" TO assent_app;
