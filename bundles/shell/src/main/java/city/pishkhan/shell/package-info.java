/** The {@code pishkhan:} commands of the operators' console, one class each. Begin with {@link CaseListCommand}. */
package city.pishkhan.shell;
