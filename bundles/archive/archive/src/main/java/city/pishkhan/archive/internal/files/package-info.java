/** Sheets as files in a folder that several nodes may share. Begin with {@link FileSheetStore}. */
@NullMarked
package city.pishkhan.archive.internal.files;

import org.jspecify.annotations.NullMarked;
