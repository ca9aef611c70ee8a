/** The archive's longer statements, kept as files that others can read: {@link ArchiveSql}. Uses nothing. */
package city.pishkhan.archive.internal.sql;
