/** The newest migration that this code needs; a test holds it to the folder of migrations. */
export const newestMigration = "20261125045842_mail_before_an_account";
