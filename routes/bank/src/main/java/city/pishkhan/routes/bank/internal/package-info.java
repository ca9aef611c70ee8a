/** Payments that wait for a bank's word, and the folders into which settlement files come. Begin with {@link BankRoutes}. */
package city.pishkhan.routes.bank.internal;
