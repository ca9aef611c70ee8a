/**
 * The operator's commands for the records authority: retention, legal holds and disposal of archived papers.
 * Begin with {@link ArchiveShowCommand}.
 */
@NullMarked
package city.pishkhan.shell.archive;

import org.jspecify.annotations.NullMarked;
