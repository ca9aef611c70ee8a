package city.pishkhan.payments.internal.counter;

import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.attempt.OutcomeTransitions;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.spi.PaymentGateway;
import java.util.List;

/** Reasons for refusing a slip, with messages for the clerk. */
final class SlipRefusals {
    private SlipRefusals() {}

    static Refusal notOfThisCase() {
        return Refusal.invalid("slip.not-of-this-case", "billId");
    }

    static Refusal unnamed(List<PaymentGateway> open) {
        String names = String.join(
                ", ", open.stream().map(PaymentGateway::name).sorted().toList());
        return open.isEmpty()
                ? Refusal.invalid("slip.gateway/none", "gateway")
                : Refusal.invalid("slip.gateway", "gateway", names);
    }

    static Refusal unknown() {
        return Refusal.invalid("slip.unknown-at-bank", "reference");
    }

    static Refusal used() {
        return Refusal.conflict("slip.used");
    }

    static Refusal returned(AttemptEntity a) {
        if (OutcomeTransitions.OTHER_BILL.equals(a.held)) {
            return Refusal.conflict("slip.other-bill");
        }
        return OutcomeTransitions.AMOUNT_DIFFERS.equals(a.held)
                ? Refusal.conflict("slip.amount", a.received, a.amount)
                : Refusal.conflict("slip.bill-closed");
    }
}
