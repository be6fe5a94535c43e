-- Who handed an act over stands in "conveyance", for acts of every kind.
ALTER TABLE "meeting_display" DROP COLUMN "reported_by";
ALTER TABLE "meeting_response" DROP COLUMN "reported_by";
