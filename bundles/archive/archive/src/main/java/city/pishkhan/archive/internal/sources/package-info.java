/** External archives: their sheets of a property, and the transfer of sheets into this archive. Begin with {@link SourceRegister}. */
@NullMarked
package city.pishkhan.archive.internal.sources;

import org.jspecify.annotations.NullMarked;
