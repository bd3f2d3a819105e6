-- Raising the era, and counting dates anew after an announcement, walk what is open in time, in order of id: as many rows as are open, however many are closed.
CREATE INDEX "process_open_in_time" ON "process" ("id") WHERE "timed" AND NOT "closed";
