/** The hash tree over all sheets, from rows to a root in the journal, and from a sheet to its proof. Uses the archive's tables. Begin with {@link SheetTreeSealer}. */
package city.pishkhan.archive.internal.tree;
