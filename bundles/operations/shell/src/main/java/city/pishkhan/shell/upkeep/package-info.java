/** Commands for operating an installation: deployments, configuration, archive maintenance, backups, keys and quarantine. */
@NullMarked
package city.pishkhan.shell.upkeep;

import org.jspecify.annotations.NullMarked;
