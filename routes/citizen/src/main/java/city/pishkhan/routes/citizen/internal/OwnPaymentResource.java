package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.mapping.PaymentResource;
import city.pishkhan.doors.mapping.ReceiptMapper;
import city.pishkhan.doors.mapping.RefundTermsMapper;
import java.util.List;
import java.util.UUID;

/** Bills and payments of a citizen's own cases. */
final class OwnPaymentResource extends PaymentResource {
    private final CitizenCases cases;

    OwnPaymentResource(CitizenCases cases, Payments payments, ReceiptMapper receipts, RefundTermsMapper terms) {
        super(
                new Operations("citizen.bill.read", "citizen.payment.begin", "citizen.bill.read"),
                "/citizen/v1/cases/",
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
}
