package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.CaseFile;
import java.util.List;
import java.util.Set;

/** Waits for a decision: the district's verification or a committee. */
public final class DecisionStage implements StageHandler {
    private static final String APPROVED = ":approve";

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.VERIFICATION, StageKind.COMMITTEE);
    }

    @Override
    public Outcome evaluate(Step step) {
        return approval(step).equals(step.file().decision()) ? Outcome.DONE : new Outcome.Waits(State.WAITING);
    }

    /** The value of {@link CaseFile#decision()} that approves this step. An approval is valid for one stage only. */
    public static String approval(Step step) {
        return step.stage().id() + APPROVED;
    }

    /** Returns {@code true} if the case was approved at this stage or a later one. */
    public static boolean isApprovedFrom(CaseFile file, Procedure procedure, Stage stage) {
        List<Stage> stages = procedure.stages();
        return file.decision() != null
                && stages.subList(stages.indexOf(stage), stages.size()).stream()
                        .anyMatch(later -> file.decision().equals(later.id() + APPROVED));
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        String role = step.stage().role();
        return List.of(step.stage().kind().name().toLowerCase(java.util.Locale.ROOT) + ":" + role
                + ("district".equals(role) ? ":" + step.file().district() : ""));
    }
}
