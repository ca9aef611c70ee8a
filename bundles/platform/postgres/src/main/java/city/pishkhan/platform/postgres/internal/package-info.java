/** The embedded PostgreSQL: binaries, first start, adoption, supervision and connection pool. */
@NullMarked
package city.pishkhan.platform.postgres.internal;

import org.jspecify.annotations.NullMarked;
