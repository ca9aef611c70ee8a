/** Commands for cases, messages and deliveries to citizens, and rule sets. */
package city.pishkhan.shell.cases;
