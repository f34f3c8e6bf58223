/** The newest migration that this code needs; a test holds it to the folder of migrations. */
export const newestMigration = "20261124235200_roles_in_their_places";
