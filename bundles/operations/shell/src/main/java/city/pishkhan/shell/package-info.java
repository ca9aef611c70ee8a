/** The {@code pishkhan:} commands of the operators' console, one class each, grouped by subject. Begin with {@link HubCommand}. */
@NullMarked
package city.pishkhan.shell;

import org.jspecify.annotations.NullMarked;
