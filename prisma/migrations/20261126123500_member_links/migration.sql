-- Since when a member who was one already is known by the platform's id: no act, so its transaction tells whoever follows.
ALTER TABLE "member" ADD COLUMN "linked_in" xid8;
CREATE INDEX "member_linked_in_idx" ON "member"("linked_in") WHERE "linked_in" IS NOT NULL;
GRANT UPDATE ("linked_in") ON "member" TO assent_app;
