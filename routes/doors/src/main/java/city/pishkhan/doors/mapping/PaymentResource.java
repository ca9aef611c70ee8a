package city.pishkhan.doors.mapping;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.Cases.DutyLine;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.office.payments.Attempt;
import city.pishkhan.contracts.office.payments.PaymentOrder;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.NullContract;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on a case's bills and payment attempts, for all doors at which people pay. */
public abstract class PaymentResource {
    /** Names of a door's operations, for the access check. */
    public record Operations(String readBills, String beginPayment, String readAttempts) {}

    private final Operations operations;
    private final String path;
    protected final Payments payments;
    private final ReceiptMapper receipts;
    private final RefundTermsMapper terms;

    /** @param path path of the door's cases, with a trailing slash */
    protected PaymentResource(
            Operations operations, String path, Payments payments, ReceiptMapper receipts, RefundTermsMapper terms) {
        this.operations = operations;
        this.path = path;
        this.payments = payments;
        this.receipts = receipts;
        this.terms = terms;
    }

    /** @throws Refusal NOT_FOUND if the case does not exist or the caller may not see it */
    protected abstract CaseReference reference(Caller caller, UUID caseId, String operation);

    protected abstract List<DutyLine> dutyLines(Caller caller, UUID caseId);

    /** Returns the case in the path. */
    protected final CaseReference reference(DoorCall doorCall, String operation) {
        return reference(doorCall.caller(), doorCall.id("id", "case"), operation);
    }

    private CaseReference billReference(DoorCall doorCall) {
        return reference(doorCall, operations.readBills());
    }

    public final DoorReply bills(DoorCall doorCall) {
        CaseReference of = billReference(doorCall);
        return DoorReply.ok(PaymentMapper.INSTANCE.bills(payments.bills(of.id()), terms.termsOf(of)));
    }

    public final DoorReply receipt(DoorCall doorCall) {
        return receipts.reply(doorCall, billReference(doorCall));
    }

    public final DoorReply receiptFile(DoorCall doorCall) {
        return receipts.file(doorCall, billReference(doorCall));
    }

    public final DoorReply duties(DoorCall doorCall) {
        CaseReference of = billReference(doorCall);
        return DoorReply.ok(PaymentMapper.INSTANCE.duties(dutyLines(doorCall.caller(), of.id()), terms.termsOf(of)));
    }

    public final DoorReply beginPayment(DoorCall doorCall, Door.Claim claim) {
        CaseReference of = reference(doorCall, operations.beginPayment());
        String gateway = gateway(doorCall.body(PaymentOrder.class).gateway());
        UUID bill = doorCall.id("bill", "bill");
        return createdReply(
                of.id(), payments.begin(doorCall.caller(), of.id(), bill, gateway, new Payments.AttemptListener() {
                    @Override
                    public void created() {
                        claim.recordStart();
                    }

                    @Override
                    public void started(Payments.Attempt attempt) {
                        claim.recordReply(createdReply(of.id(), attempt));
                    }
                }));
    }

    /**
     * Checks the name of a bank gateway.
     *
     * @return the name, or {@code null} if none is given
     */
    @NullContract("!null -> !null")
    protected static @Nullable String gateway(@Nullable String named) {
        return named == null ? null : FieldCheck.name("gateway", named);
    }

    protected final DoorReply createdReply(UUID caseId, Payments.Attempt attempt) {
        return DoorReply.created(
                path + caseId + "/bills/" + attempt.bill() + "/attempts", PaymentMapper.INSTANCE.attempt(attempt));
    }

    public final DoorReply attempts(DoorCall doorCall) {
        UUID bill =
                bill(doorCall, reference(doorCall, operations.readAttempts()).id());
        return DoorReply.ok(new Attempt.Listing(payments.attempts(bill).stream()
                .map(PaymentMapper.INSTANCE::attempt)
                .toList()));
    }

    private UUID bill(DoorCall doorCall, UUID caseId) {
        UUID bill = doorCall.id("bill", "bill");
        if (payments.bills(caseId).stream().noneMatch(b -> b.id().equals(bill))) {
            throw Refusal.notFound("bill");
        }
        return bill;
    }
}
