/** PostgreSQL on a leash: binaries, first start, adoption, supervision, and the pool in front of it. */
package city.pishkhan.platform.postgres.internal;
