package city.pishkhan.payments.internal.counter;

import city.pishkhan.api.Refusal;
import city.pishkhan.payments.internal.attempt.OutcomeTransitions;
import city.pishkhan.payments.internal.store.AttemptEntity;
import city.pishkhan.spi.PaymentGateway;
import java.util.List;

/** Why a slip is not taken, as the clerk tells the payer. */
final class SlipRefusals {
    private SlipRefusals() {}

    static Refusal notOfThisCase() {
        return Refusal.invalid(
                "slip.not-of-this-case",
                "billId",
                "Bill ID and payment ID are sound, but this case has no such bill.",
                "شناسه قبض و شناسه پرداخت درست است، ولی این پرونده چنین قبضی ندارد.");
    }

    static Refusal unnamed(List<PaymentGateway> open) {
        String names = String.join(
                ", ", open.stream().map(PaymentGateway::name).sorted().toList());
        return Refusal.invalid(
                "slip.gateway",
                "gateway",
                open.isEmpty()
                        ? "No card reader or branch is set up for this office."
                        : "Say where it was paid: " + names + ".",
                open.isEmpty()
                        ? "هیچ کارت‌خوان یا شعبه‌ای برای این دفتر تعریف نشده است."
                        : "بنویسید کجا پرداخت شده است: " + names + ".");
    }

    static Refusal unknown() {
        return Refusal.invalid(
                "slip.unknown-at-bank",
                "reference",
                "The bank knows no payment under this reference: the slip is not genuine, or is of another reader or bank.",
                "بانک پرداختی با این شماره مرجع نمی‌شناسد: این فیش اصیل نیست، یا از پایانه یا بانک دیگری است.");
    }

    static Refusal used() {
        return Refusal.conflict(
                "slip.used",
                "This payment stands for another bill already; one payment pays one bill.",
                "این پرداخت پیش‌تر برای قبض دیگری به کار رفته است؛ هر پرداخت فقط یک قبض را می‌پردازد.");
    }

    static Refusal returned(AttemptEntity a) {
        if (OutcomeTransitions.OTHER_BILL.equals(a.held)) {
            return Refusal.conflict(
                    "slip.other-bill",
                    "The bank took this payment for another bill; the money goes back to the payer.",
                    "بانک این پول را برای قبض دیگری گرفته است؛ پول به پرداخت‌کننده بازمی‌گردد.");
        }
        boolean amount = OutcomeTransitions.AMOUNT_DIFFERS.equals(a.held);
        return Refusal.conflict(
                amount ? "slip.amount" : "slip.bill-closed",
                amount
                        ? "The bank took " + a.received + " rial, the bill is of " + a.amount
                                + "; the money goes back to the payer."
                        : "The bill is paid or cancelled already; the money goes back to the payer.",
                amount
                        ? "بانک " + a.received + " ریال گرفته است و مبلغ قبض " + a.amount
                                + " ریال است؛ پول به پرداخت‌کننده بازمی‌گردد."
                        : "این قبض پیش‌تر پرداخت یا باطل شده است؛ پول به پرداخت‌کننده بازمی‌گردد.");
    }
}
