/** The {@code pishkhan:} commands of the operators' console, one class each, by what they are about. Begin with {@link HubCommand}. */
package city.pishkhan.shell;
