/**
 * Encrypted storage of identity papers. Each sheet has its own key, which is encrypted with the person's key in the vault. All code that
 * stores or opens sheets uses this package. Begin with {@link StoredSheets}.
 */
@NullMarked
package city.pishkhan.archive.internal.personal;

import org.jspecify.annotations.NullMarked;
