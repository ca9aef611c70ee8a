/**
 * Payments from bill to receipt. Here are the component and the service; every step has a package below, which does not see this one:
 * {@code billing}, {@code attempt}, {@code counter}, {@code review}, and the books that they write. Begin with {@link PaymentService}.
 */
package city.pishkhan.payments.internal;
