/** The import and the destruction of papers as services. Begin with {@link ArchiveImportComponent}. */
package city.pishkhan.keeping.internal;
