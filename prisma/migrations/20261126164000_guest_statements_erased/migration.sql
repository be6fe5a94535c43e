-- What a platform stated of an erased guest goes with them (docs/decisions, "What was stated of a guest goes too").

-- What is left of a statement: that somebody of this id was there (lib/domain/meeting/forgotten.ts says the same).
CREATE FUNCTION "public"."forgotten_guest"("content" jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT content || '{"account": null, "member": null, "device": "client", "canBeAsked": false, "place": null, "isMinor": null}'
$$;

-- As owner of the tables, like the rest of an erasure, and before it: the lock is the one that statements of the
-- meeting are appended under, so what is on its way is waited for, and what comes later finds them erased.
CREATE FUNCTION "public"."forget_erased_guest"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.meeting_change SET content = public.forgotten_guest(content)
   WHERE meeting_id = NEW.meeting_id AND kind IN ('invited', 'joined')
     AND content->>'participant' = NEW.participant;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "public"."forget_erased_guest"() FROM PUBLIC;

-- The one statement by which somebody is marked as erased is the last of carrying it out.
CREATE TRIGGER "forget_erased_guest" AFTER INSERT ON "erased_participant"
  FOR EACH ROW EXECUTE FUNCTION "public"."forget_erased_guest"();

CREATE FUNCTION "public"."wait_for_statements"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('meeting ' || NEW.meeting_id, 0));
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION "public"."wait_for_statements"() FROM PUBLIC;
CREATE TRIGGER "wait_for_statements" BEFORE INSERT ON "erasure"
  FOR EACH ROW WHEN (NEW.meeting_id IS NOT NULL) EXECUTE FUNCTION "public"."wait_for_statements"();

-- A platform that states them again, under the same id, states nothing of them.
CREATE FUNCTION "public"."keep_guest_forgotten"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.erased_participant p
              WHERE p.meeting_id = NEW.meeting_id AND p.participant = NEW.content->>'participant') THEN
    NEW.content := public.forgotten_guest(NEW.content);
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION "public"."keep_guest_forgotten"() FROM PUBLIC;
CREATE TRIGGER "keep_guest_forgotten" BEFORE INSERT ON "meeting_change"
  FOR EACH ROW WHEN (NEW.kind IN ('invited', 'joined')) EXECUTE FUNCTION "public"."keep_guest_forgotten"();

-- Those who were erased before.
UPDATE "meeting_change" c SET "content" = "public"."forgotten_guest"(c."content")
  FROM "erased_participant" p
 WHERE p."meeting_id" = c."meeting_id" AND c."kind" IN ('invited', 'joined')
   AND c."content"->>'participant' = p."participant";
