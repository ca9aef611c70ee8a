package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Procedures.AgencyRule;
import city.pishkhan.api.Procedures.Decision;
import city.pishkhan.api.Procedures.StageKind;
import city.pishkhan.spi.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks, in parallel, every agency that the rules name, and goes on when all of them have no objection. */
final class InquiriesStage implements StageHandler {
    private final CaseStore store;
    private final Asking asking;

    InquiriesStage(CaseStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.INQUIRIES);
    }

    @Override
    public Outcome evaluate(Step step) {
        Map<String, String> agencies = agencies(step);
        withdrawOthers(step, agencies.keySet());
        List<InquiryRow> asked = new ArrayList<>();
        agencies.forEach((agency, reason) -> asked.add(asking.ask(step, agency, rule(step, agency), reason)));

        for (InquiryRow inquiry : asked) {
            Outcome objection = objection(step, inquiry);
            if (objection != null) {
                return objection;
            }
        }
        return asked.stream().allMatch(InquiryRow::settled) ? Outcome.DONE : new Outcome.Waits(State.WAITING);
    }

    private static Map<String, String> agencies(Step step) {
        Decision decision = step.rules().decide(step.stage().table(), step.file().facts());
        Map<String, String> agencies = new LinkedHashMap<>();
        for (int i = 0; i < decision.rows().size(); i++) {
            agencies.merge(
                    (String) decision.rows().get(i).get("agency"),
                    decision.explanation().get(i),
                    (first, second) -> first + "; " + second);
        }
        return agencies;
    }

    private static AgencyRule rule(Step step, String agency) {
        AgencyRule rule = step.stage().agencies().get(agency);
        if (rule == null) {
            throw new IllegalStateException(
                    "Stage " + step.stage().id() + " has no rule for agency " + agency + " that its table names");
        }
        return rule;
    }

    private void withdrawOthers(Step step, Set<String> agencies) {
        List<InquiryRow> others = store.inquiries(step.file().id).stream()
                .filter(i -> i.stage.equals(step.stage().id()) && !agencies.contains(i.agency))
                .toList();
        asking.withdraw(step.file(), step.actor(), others, "no longer asked by the rules");
    }

    private static Outcome objection(Step step, InquiryRow inquiry) {
        if (!inquiry.settled() || inquiry.approved()) {
            return null;
        }
        String said = inquiry.answer == null ? "kept silent" : StoredAnswer.parse(inquiry.answer).reason();
        String reason = inquiry.agency + ": " + said;
        boolean sendBack = inquiry.verdict == Verdict.NEED_MORE_INFORMATION
                || rule(step, inquiry.agency).onReject().equals("send-back");
        return sendBack
                ? new Outcome.SentBack(step.stage().sendBack().get(0), "inquiry.need-more-information", reason)
                : new Outcome.Refused("inquiry.rejected", reason);
    }

    @Override
    public List<String> waitsFor(Step step) {
        return store.readInquiries(step.file().id).stream()
                .filter(i -> i.stage.equals(step.stage().id()) && i.state.live())
                .map(i -> "agency:" + i.agency)
                .toList();
    }
}
