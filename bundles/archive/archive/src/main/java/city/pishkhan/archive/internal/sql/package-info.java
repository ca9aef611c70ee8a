/** The archive's longer SQL statements as resource files, see {@link ArchiveSql}. Has no dependencies. */
package city.pishkhan.archive.internal.sql;
