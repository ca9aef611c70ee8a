package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for decisions at stages that people decide. */
final class DecisionPolicy {
    static final String APPROVE = "approve";
    static final String REFUSE = "refuse";
    static final String SEND_BACK = "send-back";

    private static final int LONGEST_REASON = 2_000;

    private DecisionPolicy() {}

    static boolean isDecidable(StageKind kind) {
        return Set.of(StageKind.VERIFICATION, StageKind.COMMITTEE).contains(kind);
    }

    static void check(Stage stage, String decision, @Nullable String toStage, @Nullable String reason) {
        if (decision == null || !Set.of(APPROVE, REFUSE, SEND_BACK).contains(decision)) {
            throw Refusal.invalid("decision.unknown", "decision");
        }
        if (!decision.equals(APPROVE)) {
            requireReason(reason);
        }
        if (decision.equals(SEND_BACK)) {
            target(stage, toStage);
        }
    }

    /** The stage that a case is sent back to: the given one, or the only permitted one if none is given. */
    static String target(Stage stage, @Nullable String toStage) {
        if (toStage == null && stage.sendBack().size() == 1) {
            return stage.sendBack().get(0);
        }
        if (toStage == null || !stage.sendBack().contains(toStage)) {
            throw Refusal.invalid("decision.stage", "toStage", stage.sendBack());
        }
        return toStage;
    }

    static void requireReason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid("decision.reason", "reason", LONGEST_REASON);
        }
    }
}
