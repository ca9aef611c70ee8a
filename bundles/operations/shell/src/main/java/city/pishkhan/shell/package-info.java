/** The {@code pishkhan:} commands of the operators' console, one class each, grouped by subject. Begin with {@link HubCommand}. */
package city.pishkhan.shell;
