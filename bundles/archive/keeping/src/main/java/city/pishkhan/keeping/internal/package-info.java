/** The services of {@code city.pishkhan.keeping} as components. Begin with {@link ArchiveImportComponent}. */
package city.pishkhan.keeping.internal;
