package city.pishkhan.payments.internal.common;

/** Names of the outbox's queues. */
public final class PaymentQueues {
    /** attempts that are to be brought on */
    public static final String PAYMENT = "work.payment";

    private PaymentQueues() {}
}
