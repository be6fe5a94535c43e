-- A value of an enum can be used by a later transaction than the one that adds it.
ALTER TYPE "event_kind" ADD VALUE 'signing_key_added';
ALTER TYPE "event_kind" ADD VALUE 'signing_key_ended';
