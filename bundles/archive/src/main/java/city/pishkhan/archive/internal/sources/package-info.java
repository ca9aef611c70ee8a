/** What archives that stay where they are have of a property, and how a sheet of theirs becomes the archive's own. Begin with {@link SourceRegister}. */
package city.pishkhan.archive.internal.sources;
