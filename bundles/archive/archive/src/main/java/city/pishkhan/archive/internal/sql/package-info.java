/** The archive's longer SQL statements as resource files, see {@link ArchiveSql}. Has no dependencies. */
@NullMarked
package city.pishkhan.archive.internal.sql;

import org.jspecify.annotations.NullMarked;
