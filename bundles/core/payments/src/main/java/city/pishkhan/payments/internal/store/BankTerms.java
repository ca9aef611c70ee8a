package city.pishkhan.payments.internal.store;

import city.pishkhan.spi.PaymentGateway.Traits;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/**
 * The bank's terms at the beginning of an attempt. They are stored with the attempt, so that later changes of the
 * configuration do not affect it.
 */
@Embeddable
public class BankTerms {
    /** maximum difference between the bank's clock and ours */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration OPENING = Duration.ofMinutes(1);

    @Column(name = "pay_within")
    public long payWithin;

    @Column(name = "verify_within")
    long verifyWithin;

    @Column(name = "reverse_within")
    long reverseWithin;

    public boolean settles;
    public boolean inquires;
    /** {@code true} if the payment is made at a card reader or in a branch, and a clerk enters its reference */
    public boolean counter;

    /** For Hibernate. */
    protected BankTerms() {}

    public BankTerms(Traits traits) {
        payWithin = traits.payWithin().toSeconds();
        verifyWithin = traits.verifyWithin().toSeconds();
        reverseWithin = traits.reverseWithin().toSeconds();
        settles = traits.settles();
        inquires = traits.inquires();
        counter = traits.counter();
    }

    /** Returns the age at which an attempt without a recorded session is closed. */
    public Duration abandonAfter() {
        Duration page = Duration.ofSeconds(payWithin);
        return page.compareTo(OPENING) > 0 ? page : OPENING;
    }

    /**
     * Returns {@code true} if the bank still verifies the sale.
     *
     * @param returned time of the payer's return, or {@code null} if the payer has not returned
     */
    public boolean isVerifiable(Instant returned, Instant now) {
        return isBefore(returned, verifyWithin, now);
    }

    /** Returns {@code true} if the bank still accepts reversals of the sale. */
    public boolean isReversible(Instant returned, Instant now) {
        return isBefore(returned, reverseWithin, now);
    }

    private static boolean isBefore(Instant since, long seconds, Instant now) {
        return since == null || now.isBefore(since.plusSeconds(seconds));
    }

    /**
     * Returns the time by which the bank has returned any payment that was never verified.
     *
     * @param returned time of the payer's return, or {@code null}
     */
    public Instant lapseTime(Instant created, Instant returned) {
        Instant paid = created.plusSeconds(payWithin);
        Instant last = returned != null && returned.isAfter(paid) ? returned : paid;
        return last.plusSeconds(verifyWithin).plus(MARGIN);
    }
}
