/** Restores a hub from its backup without a running hub. Begin with {@link city.pishkhan.backup.RestoreMain}. */
@NullMarked
package city.pishkhan.backup;

import org.jspecify.annotations.NullMarked;
