/** Inspection of uploaded files: type, integrity, size limits and absence of active content. Begin with {@link Inspector}. */
package city.pishkhan.archive.internal.inspection;
