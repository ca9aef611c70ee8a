/** What keeps an installation: deployments, configuration, backups, keys. */
package city.pishkhan.shell.upkeep;
