-- A case number is of its body's series: two bodies that bear the same short name both have a first case of the year.
DROP INDEX "case_record_number_key";
CREATE UNIQUE INDEX "case_record_body_unit_id_number_key" ON "case_record"("body_unit_id", "number");
