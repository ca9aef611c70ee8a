/** Routes that confirm payments at the bank and import settlement files. Begin with {@link BankRoutes}. */
package city.pishkhan.routes.bank.internal;
