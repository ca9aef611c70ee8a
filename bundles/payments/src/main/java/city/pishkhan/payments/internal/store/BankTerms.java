package city.pishkhan.payments.internal.store;

import city.pishkhan.spi.PaymentGateway.Traits;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/** The bank's terms under which an attempt was begun: kept with it, so that they hold whatever is configured later. */
@Embeddable
public class BankTerms {
    /** by which the bank's clock and ours may differ */
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
    /** paid at a reader or a branch, and brought by its reference */
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

    /** After which an opening that nobody recorded will not be recorded any more. */
    public Duration abandonAfter() {
        Duration page = Duration.ofSeconds(payWithin);
        return page.compareTo(OPENING) > 0 ? page : OPENING;
    }

    /** Whether the bank verifies a sale that a payer brought back then. @param returned {@code null} while nobody came back */
    public boolean verifiable(Instant returned, Instant now) {
        return before(returned, verifyWithin, now);
    }

    /** Whether the bank takes reversals of such a sale. */
    public boolean reversible(Instant returned, Instant now) {
        return before(returned, reverseWithin, now);
    }

    private static boolean before(Instant since, long seconds, Instant now) {
        return since == null || now.isBefore(since.plusSeconds(seconds));
    }

    /**
     * By when the bank has given back whatever was paid and never verified.
     *
     * @param returned when the payer came back, or {@code null}
     */
    public Instant lapses(Instant created, Instant returned) {
        Instant paid = created.plusSeconds(payWithin);
        Instant last = returned != null && returned.isAfter(paid) ? returned : paid;
        return last.plusSeconds(verifyWithin).plus(MARGIN);
    }
}
