package city.pishkhan.api.journal;

import java.util.Set;

/**
 * What is recorded of cases. Texts to citizens may name these and no others, the evidence of a case has a word for each, and the tests hold
 * them against what the code records. Others keep them: none is renamed.
 */
public final class JournaledEvents {
    private static final Set<String> ALL = Set.of(
            "archive.used",
            "authority.lapsed",
            "authority.recorded",
            "authority.revoked",
            "case.approved",
            "case.freed",
            "case.held",
            "case.inspected",
            "case.kept",
            "case.moved",
            "case.objection-added",
            "case.opened",
            "case.payment-taken-back",
            "case.refused",
            "case.sent-back",
            "case.submitted",
            "case.told",
            "case.withdrawn",
            "certificate.held",
            "certificate.issued",
            "certificate.released",
            "certificate.revoked",
            "delivery.accepted",
            "delivery.arranged",
            "delivery.cancelled",
            "delivery.delivered",
            "delivery.handed-over",
            "delivery.in-transit",
            "delivery.lost",
            "delivery.ordered",
            "delivery.ready",
            "delivery.recall-failed",
            "delivery.recalled",
            "delivery.refused",
            "delivery.returned",
            "delivery.stopped",
            "facts.changed",
            "fee.owed",
            "glass.broken",
            "glass.looked-through",
            "inquiry.answered",
            "inquiry.asked",
            "inquiry.deadline-moved",
            "inquiry.delivered",
            "inquiry.escalated",
            "inquiry.expired",
            "inquiry.extended",
            "inquiry.notice-told",
            "inquiry.reminded",
            "inquiry.superseded",
            "inquiry.withdrawn",
            "paper.added",
            "payment.billed",
            "payment.bills-cancelled",
            "payment.created",
            "payment.double",
            "payment.failed",
            "payment.other-order",
            "payment.overpaid",
            "payment.resolved",
            "payment.returned",
            "payment.reversed",
            "payment.reversing",
            "payment.settled",
            "payment.settling",
            "payment.started",
            "payment.taken-back",
            "payment.unknown",
            "payment.verified",
            "payment.verifying",
            "person.erased",
            "refund.account",
            "refund.done",
            "refund.due",
            "refund.ordered",
            "slip.refused",
            "stage.decided",
            "stage.entered");

    private JournaledEvents() {}

    /** Each as {@link Journal.Entry#event} names it. */
    public static Set<String> all() {
        return ALL;
    }
}
