/** How long papers are kept, what may not be destroyed, and what is: the operator's commands for the records authority. Begin with {@link ArchiveShowCommand}. */
package city.pishkhan.shell.archive;
