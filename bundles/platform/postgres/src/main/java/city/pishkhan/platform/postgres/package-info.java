/** PostgreSQL servers besides the hub's own. Begin with {@link ScratchDatabases}. */
package city.pishkhan.platform.postgres;
