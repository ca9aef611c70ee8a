/** Bills, payments and what the bank says of them. */
package city.pishkhan.shell.money;
