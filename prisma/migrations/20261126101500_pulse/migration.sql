-- When the primary last said that it lives: what tells a streaming replica's reader how old the replica is.
CREATE TABLE "pulse" (
  "is_only" BOOLEAN NOT NULL DEFAULT true,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "pulse_pkey" PRIMARY KEY ("is_only"),
  CONSTRAINT "pulse_is_only" CHECK ("is_only")
);
INSERT INTO "pulse" ("at") VALUES ('-infinity');
GRANT SELECT, UPDATE ON "pulse" TO assent_app;
