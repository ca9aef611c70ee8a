package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.governance.ApprovedAct;
import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.UUID;

/**
 * Approval of a disbursement to the account named in the request. Terms: the disbursement's id under the name of the
 * act, and {@code account}.
 */
abstract class DisbursementApproval implements ApprovedAct {
    private static final String ACCOUNT = "account";

    private final String word;
    private final DisbursementOperations desk;

    /** Service that manages the disbursement. */
    interface DisbursementOperations {
        /**
         * @throws Refusal {@code CONFLICT} unless the disbursement is due, names exactly this receiving account, and
         *     can be paid
         */
        void check(UUID id, String account);

        /** Orders the transfer, in the caller's transaction. */
        void order(Caller approver, UUID id, String account);

        /** Returns the refusal for an unknown id of a disbursement. */
        Refusal unknown();
    }

    DisbursementApproval(String word, DisbursementOperations desk) {
        this.word = word;
        this.desk = desk;
    }

    @Override
    public final String name() {
        return word;
    }

    @Override
    public final String operation() {
        return "committee." + word + ".order";
    }

    private UUID id(Map<String, String> terms) {
        try {
            return UUID.fromString(terms.getOrDefault(word, ""));
        } catch (IllegalArgumentException e) {
            throw desk.unknown();
        }
    }

    @Override
    public final void check(Map<String, String> terms) {
        desk.check(id(terms), terms.getOrDefault(ACCOUNT, ""));
    }

    @Override
    public final Map<String, String> journalTerms(Map<String, String> terms) {
        return Map.of(word, id(terms).toString());
    }

    @Override
    public final String execute(Caller approver, Approval asked) {
        UUID id = id(asked.terms());
        desk.order(approver, id, asked.terms().getOrDefault(ACCOUNT, ""));
        return id.toString();
    }
}
