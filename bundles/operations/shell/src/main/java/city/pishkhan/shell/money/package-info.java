/** Commands for payments, merchant accounts and bank settlements. */
package city.pishkhan.shell.money;
