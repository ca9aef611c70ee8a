package city.pishkhan.payments.internal.common;

import city.pishkhan.api.messaging.Queues;

/** Names of the outbox's queues. */
public final class PaymentQueues {
    /** attempts that are to be brought on */
    public static final String PAYMENT = Queues.WORK + "payment";

    private PaymentQueues() {}
}
