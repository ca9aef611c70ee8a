/** The embedded PostgreSQL: binaries, first start, adoption, supervision and connection pool. */
package city.pishkhan.platform.postgres.internal;
