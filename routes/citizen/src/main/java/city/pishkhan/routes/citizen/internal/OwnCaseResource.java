package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.money.Payments;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.doors.CertificateMapper;
import city.pishkhan.doors.CommonCaseMapper;
import city.pishkhan.doors.DoorCall;
import city.pishkhan.doors.DoorReply;
import city.pishkhan.doors.FieldCheck;
import city.pishkhan.doors.ReceiptMapper;
import city.pishkhan.doors.RefundTermsMapper;
import java.util.UUID;

/** Carries each question about a citizen's own case to its service. */
final class OwnCaseResource {
    private final CitizenCases cases;
    private final Tracking tracking;
    private final Payments payments;
    private final ReceiptMapper receipts;
    private final RefundTermsMapper terms;
    private final CertificateMapper certificates;

    OwnCaseResource(
            CitizenCases cases,
            Tracking tracking,
            Payments payments,
            ReceiptMapper receipts,
            RefundTermsMapper terms,
            CertificateMapper certificates) {
        this.cases = cases;
        this.tracking = tracking;
        this.payments = payments;
        this.receipts = receipts;
        this.terms = terms;
        this.certificates = certificates;
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(
                CommonCaseMapper.list(cases.list(doorCall.caller(), doorCall.param("cursor"), doorCall.limit())));
    }

    DoorReply find(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), id(doorCall), "citizen.case.read");
        Tracking.Standing standing = tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case"));
        return DoorReply.ok(CitizenMapper.own(view, standing)).version(view.version());
    }

    DoorReply history(DoorCall doorCall) {
        return DoorReply.ok(new Steps(cases.history(doorCall.caller(), id(doorCall)).stream()
                .map(CitizenMapper::step)
                .toList()));
    }

    DoorReply bills(DoorCall doorCall) {
        CaseView view = billed(doorCall);
        return DoorReply.ok(CommonCaseMapper.bills(payments.bills(view.id()), terms.of(view)));
    }

    DoorReply receipt(DoorCall doorCall) {
        return receipts.reply(doorCall, billed(doorCall));
    }

    DoorReply receiptFile(DoorCall doorCall) {
        return receipts.file(doorCall, billed(doorCall));
    }

    private CaseView billed(DoorCall doorCall) {
        return cases.find(doorCall.caller(), id(doorCall), "citizen.bill.read");
    }

    DoorReply duties(DoorCall doorCall) {
        CaseView view = billed(doorCall);
        return DoorReply.ok(CommonCaseMapper.duties(cases.duties(doorCall.caller(), view.id()), terms.of(view)));
    }

    DoorReply beginPayment(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), id(doorCall), "citizen.payment.begin");
        PaymentOrder order = doorCall.body(PaymentOrder.class);
        UUID bill = bill(doorCall, view.id());
        String gateway = order.gateway() == null ? null : FieldCheck.name("gateway", order.gateway());
        return DoorReply.created(
                "/citizen/v1/cases/" + view.id() + "/bills/" + bill + "/attempts",
                CommonCaseMapper.attempt(payments.begin(doorCall.caller(), view.id(), bill, gateway)));
    }

    DoorReply attempts(DoorCall doorCall) {
        UUID bill = bill(doorCall, billed(doorCall).id());
        return DoorReply.ok(new Attempt.Listing(
                payments.attempts(bill).stream().map(CommonCaseMapper::attempt).toList()));
    }

    private UUID bill(DoorCall doorCall, UUID caseId) {
        UUID bill = doorCall.id("bill", "bill");
        if (payments.bills(caseId).stream().noneMatch(b -> b.id().equals(bill))) {
            throw Refusal.notFound("bill");
        }
        return bill;
    }

    DoorReply certificate(DoorCall doorCall) {
        return certificates.reply(doorCall, certified(doorCall).id());
    }

    DoorReply certificateFile(DoorCall doorCall) {
        return certificates.file(certified(doorCall).id());
    }

    private CaseView certified(DoorCall doorCall) {
        return cases.find(doorCall.caller(), id(doorCall), "citizen.certificate.read");
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }
}
