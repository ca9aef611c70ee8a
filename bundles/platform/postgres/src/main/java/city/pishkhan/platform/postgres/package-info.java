/** PostgreSQL servers besides the hub's own. Begin with {@link ScratchDatabases}. */
@NullMarked
package city.pishkhan.platform.postgres;

import org.jspecify.annotations.NullMarked;
