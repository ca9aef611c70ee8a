package city.pishkhan.routes.office.internal;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.office.payments.Slip;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.PaymentResource;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import java.util.List;
import java.util.UUID;

/** Bills and payments at the counter, including slips of card readers and bank branches. */
final class OfficePaymentResource extends PaymentResource {
    private static final int LONGEST = 64;

    private final Cases cases;

    OfficePaymentResource(Cases cases, Payments payments, ReceiptMapper receipts, RefundTermsMapper terms) {
        super(
                new Operations("office.bill.read", "office.payment.begin", "office.payment.read"),
                CaseMapper.PATH,
                payments,
                receipts,
                terms);
        this.cases = cases;
    }

    @Override
    protected CaseReference reference(Caller caller, UUID caseId, String operation) {
        return cases.reference(caller, caseId, operation);
    }

    @Override
    protected List<DutyLine> dutyLines(Caller caller, UUID caseId) {
        return cases.duties(caller, caseId);
    }

    DoorReply enterSlip(DoorCall doorCall) {
        CaseReference of = reference(doorCall, "office.slip.enter");
        Slip slip = doorCall.body(Slip.class);
        return createdReply(
                of.id(),
                payments.enterSlip(
                        doorCall.caller(),
                        of.id(),
                        new Payments.Slip(
                                gateway(slip.gateway()),
                                FieldCheck.text("billId", slip.billId(), LONGEST),
                                FieldCheck.text("paymentId", slip.paymentId(), LONGEST),
                                FieldCheck.text("reference", slip.reference(), LONGEST))));
    }
}
