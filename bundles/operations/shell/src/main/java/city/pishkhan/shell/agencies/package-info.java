/** Commands for agencies, inquiries and dead letters. */
package city.pishkhan.shell.agencies;
