package city.pishkhan.citizen.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.CitizenCases;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Tracking;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.CertificateWire;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.ReceiptWire;
import city.pishkhan.doors.RefundTermsWire;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries each question about a citizen's own case to its service. */
final class OwnDesk {
    private final CitizenCases cases;
    private final Tracking tracking;
    private final Payments payments;
    private final ReceiptWire receipts;
    private final RefundTermsWire terms;
    private final CertificateWire certificates;

    OwnDesk(
            CitizenCases cases,
            Tracking tracking,
            Payments payments,
            ReceiptWire receipts,
            RefundTermsWire terms,
            CertificateWire certificates) {
        this.cases = cases;
        this.tracking = tracking;
        this.payments = payments;
        this.receipts = receipts;
        this.terms = terms;
        this.certificates = certificates;
    }

    Reply list(Call call) {
        return Reply.ok(CaseWire.list(cases.list(call.caller(), call.param("cursor"), call.limit())));
    }

    Reply find(Call call) {
        CaseView view = cases.find(call.caller(), id(call), "citizen.case.read");
        Tracking.Standing standing =
                tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case", "پرونده"));
        return Reply.ok(Wire.own(view, standing)).version(view.version());
    }

    Reply history(Call call) {
        return Reply.ok(new Steps(
                cases.history(call.caller(), id(call)).stream().map(Wire::step).toList()));
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
        return cases.find(call.caller(), id(call), "citizen.bill.read");
    }

    Reply duties(Call call) {
        CaseView view = billed(call);
        return Reply.ok(CaseWire.duties(cases.duties(call.caller(), view.id()), terms.of(view)));
    }

    Reply beginPayment(Call call) {
        CaseView view = cases.find(call.caller(), id(call), "citizen.payment.begin");
        PaymentOrder order = call.body(PaymentOrder.class);
        UUID bill = bill(call, view.id());
        String gateway = order.gateway() == null ? null : Fields.name("gateway", order.gateway());
        return Reply.created(
                "/citizen/v1/cases/" + view.id() + "/bills/" + bill + "/attempts",
                CaseWire.attempt(payments.begin(call.caller(), view.id(), bill, gateway)));
    }

    Reply attempts(Call call) {
        UUID bill = bill(call, billed(call).id());
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

    Reply certificate(Call call) {
        return certificates.reply(call, certified(call).id());
    }

    Reply certificateFile(Call call) {
        return certificates.file(certified(call).id());
    }

    private CaseView certified(Call call) {
        return cases.find(call.caller(), id(call), "citizen.certificate.read");
    }

    private static UUID id(Call call) {
        return call.id("id", "case", "پرونده");
    }
}
