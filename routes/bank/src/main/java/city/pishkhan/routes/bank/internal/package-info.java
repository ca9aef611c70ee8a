/** Routes that confirm payments at the bank and import settlement files. Begin with {@link BankRoutes}. */
@NullMarked
package city.pishkhan.routes.bank.internal;

import org.jspecify.annotations.NullMarked;
