/**
 * Decisions of the treasury about attempts that no rule can decide: unknown outcomes, and sales that a bank took back. Begin with
 * {@link PaymentReviewService}.
 */
package city.pishkhan.payments.internal.review;
