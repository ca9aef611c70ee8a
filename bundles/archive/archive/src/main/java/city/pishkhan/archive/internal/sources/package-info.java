/** External archives: their sheets of a property, and the transfer of sheets into this archive. Begin with {@link SourceRegister}. */
package city.pishkhan.archive.internal.sources;
