-- A platform can name somebody by an id that was another's in the same meeting: what one was shown, the other was not.
DROP INDEX "meeting_display_meeting_id_participant_digest_key";
CREATE UNIQUE INDEX "meeting_display_meeting_id_participant_subject_id_digest_key" ON "meeting_display"("meeting_id", "participant", "subject_id", "digest");
