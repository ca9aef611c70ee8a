package city.pishkhan.office.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.contracts.office.Slip;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.ReceiptWire;
import city.pishkhan.doors.RefundTermsWire;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries each operation on a case's bills, and on attempts to pay them, to its service. */
final class PaymentDesk {
    private static final int LONGEST = 64;

    private final Cases cases;
    private final Payments payments;
    private final ReceiptWire receipts;
    private final RefundTermsWire terms;

    PaymentDesk(Cases cases, Payments payments, ReceiptWire receipts, RefundTermsWire terms) {
        this.cases = cases;
        this.payments = payments;
        this.receipts = receipts;
        this.terms = terms;
    }

    Reply bills(Call call) {
        CaseView view = billed(call);
        return Reply.ok(CaseWire.bills(payments.bills(view.id()), terms.of(view)));
    }

    Reply receipt(Call call) {
        return receipts.reply(call, billed(call));
    }

    Reply receiptFile(Call call) {
        return receipts.file(call, billed(call));
    }

    private CaseView billed(Call call) {
        return cases.find(call.caller(), WireIn.caseId(call), "office.bill.read");
    }

    Reply duties(Call call) {
        CaseView view = billed(call);
        return Reply.ok(CaseWire.duties(cases.duties(call.caller(), view.id()), terms.of(view)));
    }

    Reply beginPayment(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.payment.begin");
        String named = call.body(PaymentOrder.class).gateway();
        String gateway = named == null ? null : Fields.name("gateway", named);
        UUID bill = bill(call, view.id());
        return Reply.created(
                WireOut.PATH + view.id() + "/bills/" + bill + "/attempts",
                CaseWire.attempt(payments.begin(call.caller(), view.id(), bill, gateway)));
    }

    Reply enterSlip(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.slip.enter");
        Slip slip = call.body(Slip.class);
        Payments.Attempt attempt = payments.enter(
                call.caller(),
                view.id(),
                new Payments.Slip(
                        slip.gateway() == null ? null : Fields.name("gateway", slip.gateway()),
                        Fields.text("billId", slip.billId(), LONGEST),
                        Fields.text("paymentId", slip.paymentId(), LONGEST),
                        Fields.text("reference", slip.reference(), LONGEST)));
        return Reply.created(
                WireOut.PATH + view.id() + "/bills/" + attempt.bill() + "/attempts", CaseWire.attempt(attempt));
    }

    Reply attempts(Call call) {
        UUID bill = bill(
                call,
                cases.find(call.caller(), WireIn.caseId(call), "office.payment.read")
                        .id());
        return Reply.ok(new Attempt.Listing(
                payments.attempts(bill).stream().map(CaseWire::attempt).toList()));
    }

    private UUID bill(Call call, UUID caseId) {
        UUID bill = call.id("bill", "bill", "قبض");
        if (payments.bills(caseId).stream().noneMatch(b -> b.id().equals(bill))) {
            throw Refusal.notFound("bill", "قبض");
        }
        return bill;
    }
}
