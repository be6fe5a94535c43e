-- Selections are looked up by their event alone; who selected stands in the event and in each choice.
DROP INDEX "selection_subject_id_idx";
