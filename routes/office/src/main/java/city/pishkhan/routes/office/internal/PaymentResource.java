package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.money.Payments;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.contracts.office.Slip;
import city.pishkhan.doors.CommonCaseMapper;
import city.pishkhan.doors.DoorCall;
import city.pishkhan.doors.DoorReply;
import city.pishkhan.doors.FieldCheck;
import city.pishkhan.doors.ReceiptMapper;
import city.pishkhan.doors.RefundTermsMapper;
import java.util.UUID;

/** Carries each operation on a case's bills, and on attempts to pay them, to its service. */
final class PaymentResource {
    private static final int LONGEST = 64;

    private final Cases cases;
    private final Payments payments;
    private final ReceiptMapper receipts;
    private final RefundTermsMapper terms;

    PaymentResource(Cases cases, Payments payments, ReceiptMapper receipts, RefundTermsMapper terms) {
        this.cases = cases;
        this.payments = payments;
        this.receipts = receipts;
        this.terms = terms;
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
        return cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.bill.read");
    }

    DoorReply duties(DoorCall doorCall) {
        CaseView view = billed(doorCall);
        return DoorReply.ok(CommonCaseMapper.duties(cases.duties(doorCall.caller(), view.id()), terms.of(view)));
    }

    DoorReply beginPayment(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.payment.begin");
        String named = doorCall.body(PaymentOrder.class).gateway();
        String gateway = named == null ? null : FieldCheck.name("gateway", named);
        UUID bill = bill(doorCall, view.id());
        return DoorReply.created(
                CaseMapper.PATH + view.id() + "/bills/" + bill + "/attempts",
                CommonCaseMapper.attempt(payments.begin(doorCall.caller(), view.id(), bill, gateway)));
    }

    DoorReply enterSlip(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.slip.enter");
        Slip slip = doorCall.body(Slip.class);
        Payments.Attempt attempt = payments.enter(
                doorCall.caller(),
                view.id(),
                new Payments.Slip(
                        slip.gateway() == null ? null : FieldCheck.name("gateway", slip.gateway()),
                        FieldCheck.text("billId", slip.billId(), LONGEST),
                        FieldCheck.text("paymentId", slip.paymentId(), LONGEST),
                        FieldCheck.text("reference", slip.reference(), LONGEST)));
        return DoorReply.created(
                CaseMapper.PATH + view.id() + "/bills/" + attempt.bill() + "/attempts",
                CommonCaseMapper.attempt(attempt));
    }

    DoorReply attempts(DoorCall doorCall) {
        UUID bill = bill(
                doorCall,
                cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.payment.read")
                        .id());
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
}
