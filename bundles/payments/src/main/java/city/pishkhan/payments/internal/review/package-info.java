/**
 * What people of the treasury decide about attempts that no rule can: unknown outcomes, and sales that a bank took back. Begin with
 * {@link PaymentReviewService}.
 */
package city.pishkhan.payments.internal.review;
