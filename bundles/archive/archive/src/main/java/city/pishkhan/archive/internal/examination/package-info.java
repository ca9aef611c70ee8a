/** Examination of uploaded files: type, integrity, size limits and absence of active content. Begin with {@link SheetCheck}. */
@NullMarked
package city.pishkhan.archive.internal.examination;

import org.jspecify.annotations.NullMarked;
