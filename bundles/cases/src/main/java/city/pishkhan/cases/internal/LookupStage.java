package city.pishkhan.cases.internal;

import city.pishkhan.api.AgencyRule;
import city.pishkhan.api.Cases.State;
import city.pishkhan.api.Silence;
import city.pishkhan.api.Stage;
import city.pishkhan.api.StageKind;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a system for data, adds them to the facts, and refuses the case if a table says that what is asked for is not allowed. */
final class LookupStage implements StageHandler {
    /** where the procedure says nothing: the subject alone is shown, and the operator is told after an hour */
    private static final AgencyRule PLAIN = new AgencyRule(
            0, Duration.ofHours(1), Silence.ESCALATE, List.of("property", "plate"), List.of(), "refuse", 0);

    private final Asking asking;

    LookupStage(Asking asking) {
        this.asking = asking;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.LOOKUP);
    }

    static AgencyRule rule(Stage stage, String agency) {
        return stage.agencies().getOrDefault(agency, PLAIN);
    }

    @Override
    public Outcome evaluate(Step step) {
        String agency = step.stage().agency();
        InquiryRow inquiry = asking.ask(
                step,
                agency,
                rule(step.stage(), agency),
                "stage " + step.stage().id());
        if (!inquiry.settled()) {
            return new Outcome.Waits(State.WAITING);
        }
        if (inquiry.verdict != Verdict.DATA) {
            // silence brings no data, so it cannot be consent here
            return new Outcome.Refused(inquiry.end(), "lookup.refused", inquiry.said());
        }
        Map<String, Object> facts = Facts.withLookup(
                step.file().facts(), found(step, inquiry.answer().data()));
        if (!facts.equals(step.file().facts())) {
            step.file().facts(facts);
        }
        return Rulings.refusal(step.rules(), step.stage(), step.file().facts())
                .<Outcome>map(reason -> new Outcome.Refused("rules.not-allowed", reason))
                .orElse(Outcome.DONE);
    }

    /** Of an answer that must bring certain facts, these, as tables know them. @throws city.pishkhan.api.Refusal INVALID with the fact at fault */
    static Map<String, Object> found(Step step, Map<String, Object> data) {
        List<String> findings = step.stage().findings();
        return findings.isEmpty() ? data : step.rules().stated(findings, data);
    }

    @Override
    public List<String> waitsFor(Step step, Seen seen) {
        return List.of("agency:" + step.stage().agency());
    }
}
