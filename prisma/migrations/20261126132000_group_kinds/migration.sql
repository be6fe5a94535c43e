-- A value of an enum can be used by a later transaction than the one that adds it.
ALTER TYPE "event_kind" ADD VALUE 'group_set';
