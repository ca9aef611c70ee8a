/**
 * The hash tree of all sheets: root in the journal, and proofs for single sheets. Uses the archive's tables. Begin with
 * {@link SheetTreeSealer}.
 */
package city.pishkhan.archive.internal.tree;
