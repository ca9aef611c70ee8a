/** Commands for operating an installation: deployments, configuration, archive maintenance, backups, keys and quarantine. */
package city.pishkhan.shell.upkeep;
