/**
 * Helpers shared by the packages of payments: JSON columns, constraint violations, sums of duties and queue names. Depends on no
 * other package of payments.
 */
@NullMarked
package city.pishkhan.payments.internal.common;

import org.jspecify.annotations.NullMarked;
