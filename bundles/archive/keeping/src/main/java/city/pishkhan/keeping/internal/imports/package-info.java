/** Import of a manifest and its files, in steps that survive a crash. Begin with {@link ManifestImport}. */
@NullMarked
package city.pishkhan.keeping.internal.imports;

import org.jspecify.annotations.NullMarked;
