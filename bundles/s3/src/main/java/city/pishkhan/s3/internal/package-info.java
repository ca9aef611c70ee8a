/** The archive's sheets in a bucket of an S3 store. Begin with {@link S3SheetStore}. */
package city.pishkhan.s3.internal;
