-- A value of an enum can be used by a later transaction than the one that adds it.
ALTER TYPE "event_kind" ADD VALUE 'api_key_created';
ALTER TYPE "event_kind" ADD VALUE 'api_key_revoked';
ALTER TYPE "subject_kind" ADD VALUE 'client';
