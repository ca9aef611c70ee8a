/**
 * Decisions of the treasury about attempts that no rule can decide: unknown outcomes, and sales that a bank took back. Begin with
 * {@link PaymentReviewService}.
 */
@NullMarked
package city.pishkhan.payments.internal.review;

import org.jspecify.annotations.NullMarked;
