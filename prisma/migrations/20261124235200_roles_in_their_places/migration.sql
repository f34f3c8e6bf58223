-- A role in a place where it means nothing would give nobody anything, and look as if it did.
ALTER TABLE "role_assignments" DROP CONSTRAINT "role_belongs_to_one_place";
ALTER TABLE "role_assignments" ADD CONSTRAINT "role_stands_in_its_place" CHECK (
  CASE WHEN "role" IN ('preparer', 'certifier', 'liaison', 'alternate')
    THEN "department_id" IS NOT NULL AND "office" IS NULL
    ELSE "department_id" IS NULL AND "office" IS NOT NULL
  END
);
