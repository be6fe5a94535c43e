-- Where an erased guest is counts for everybody else as long as the meeting lasts: without it, erasing oneself
-- would let a feature run that everyone had to agree to. It goes when the meeting ends.

CREATE OR REPLACE FUNCTION "public"."forgotten_guest"("content" jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT content || '{"account": null, "member": null, "device": "client", "canBeAsked": false, "isMinor": null}'
$$;

CREATE FUNCTION "public"."has_ended"("meeting" uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.meeting_change WHERE meeting_id = meeting AND kind = 'ended')
$$;

CREATE OR REPLACE FUNCTION "public"."forget_erased_guest"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.meeting_change SET content = public.forgotten_guest(content)
   WHERE meeting_id = NEW.meeting_id AND kind IN ('invited', 'joined')
     AND content->>'participant' = NEW.participant;
  IF public.has_ended(NEW.meeting_id) THEN
    UPDATE public.meeting_change SET content = content || '{"place": null}'
     WHERE meeting_id = NEW.meeting_id AND kind IN ('invited', 'joined')
       AND content->>'participant' = NEW.participant;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "public"."keep_guest_forgotten"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM public.erased_participant p
              WHERE p.meeting_id = NEW.meeting_id AND p.participant = NEW.content->>'participant') THEN
    NEW.content := public.forgotten_guest(NEW.content);
    IF public.has_ended(NEW.meeting_id) THEN
      NEW.content := NEW.content || '{"place": null}';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- As owner of the tables; under the lock that statements of the meeting are appended under.
CREATE FUNCTION "public"."forget_places"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.meeting_change c SET content = c.content || '{"place": null}'
    FROM public.erased_participant p
   WHERE c.meeting_id = NEW.meeting_id AND p.meeting_id = NEW.meeting_id
     AND c.kind IN ('invited', 'joined') AND c.content->>'participant' = p.participant;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "public"."forget_places"() FROM PUBLIC;
CREATE TRIGGER "forget_places" AFTER INSERT ON "meeting_change"
  FOR EACH ROW WHEN (NEW.kind = 'ended') EXECUTE FUNCTION "public"."forget_places"();
