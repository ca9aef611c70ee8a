/**
 * Payments from bill to receipt. This package contains the component and the service. Every step has a package below, which does
 * not depend on this one: {@code billing}, {@code attempt}, {@code counter}, {@code review}, and the ledgers that they write. Begin
 * with {@link PaymentService}.
 */
@NullMarked
package city.pishkhan.payments.internal;

import org.jspecify.annotations.NullMarked;
