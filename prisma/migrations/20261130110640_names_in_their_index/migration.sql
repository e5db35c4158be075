-- With the name and the id in it, the names that are there several times are counted in the index alone.
DROP INDEX "Enterprise_name_form_idx";
CREATE INDEX "Enterprise_name_form_idx" ON "Enterprise" ("unionId", name_form(name)) INCLUDE (name, id) WHERE "retiredAt" IS NULL;
