/** Commands for the journal and its seals. */
package city.pishkhan.shell.journal;
