-- A value of an enum can be used by a later transaction than the one that adds it.
ALTER TYPE "event_kind" ADD VALUE 'account_policy_set';
ALTER TYPE "event_kind" ADD VALUE 'feature_policy_set';
