/** Storage of the archive's sheets in an S3 bucket. Begin with {@link S3SheetStore}. */
@NullMarked
package city.pishkhan.s3.internal;

import org.jspecify.annotations.NullMarked;
