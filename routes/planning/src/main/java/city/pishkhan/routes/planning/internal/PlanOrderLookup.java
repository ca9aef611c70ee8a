package city.pishkhan.routes.planning.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.spi.Verdict;

/** Answers plan-order inquiries from the planning system. Only the number of owners goes into the case, not their identities. */
public final class PlanOrderLookup {
    private static final Messages MESSAGES = Messages.of(PlanOrderLookup.class);

    private final PlanningSystem planning;

    public PlanOrderLookup(PlanningSystem planning) {
        this.planning = planning;
    }

    /** @throws city.pishkhan.spi.PartnerUnavailable if the planning system cannot be reached */
    public Answer answer(Inquiry inquiry) {
        if (!(inquiry.facts().get("property") instanceof String code)) {
            throw new IllegalArgumentException("Inquiry " + inquiry.id() + " contains no property");
        }
        return planning.planOrder(code)
                .map(order -> Answer.data(inquiry, order.facts()))
                .orElseGet(() -> Answer.of(inquiry, Verdict.REJECT, unknown(code), null));
    }

    private static String unknown(String code) {
        return MESSAGES.bilingual("plan-order-lookup.unknown", code);
    }
}
