/**
 * The hash tree of all sheets: root in the journal, and proofs for single sheets. Uses the archive's tables. Begin with
 * {@link SheetTreeSealer}.
 */
@NullMarked
package city.pishkhan.archive.internal.tree;

import org.jspecify.annotations.NullMarked;
