package city.pishkhan.payments.internal.common;

import city.pishkhan.api.messaging.Queues;

/** Names of outbox queues. */
public final class PaymentQueues {
    /** attempts to be advanced */
    public static final String PAYMENT = Queues.WORK + "payment";

    private PaymentQueues() {}
}
