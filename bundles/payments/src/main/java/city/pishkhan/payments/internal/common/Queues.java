package city.pishkhan.payments.internal.common;

/** Names of the outbox's queues. */
public final class Queues {
    /** attempts that are to be brought on */
    public static final String PAYMENT = "work.payment";

    private Queues() {}
}
