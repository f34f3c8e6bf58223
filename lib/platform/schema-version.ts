/** The newest migration that this code needs; a test holds it to the folder of migrations. */
export const newestMigration = "20261125061922_row_level_security";
