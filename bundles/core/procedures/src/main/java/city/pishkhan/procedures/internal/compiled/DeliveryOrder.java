package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import java.util.Optional;
import java.util.Set;

/** Checks the position of a delivery stage: after a certificate stage, and only once in a procedure. */
public final class DeliveryOrder {
    private DeliveryOrder() {}

    /**
     * Returns the problem of a delivery stage, or empty if there is none.
     *
     * @param before kinds of the earlier stages
     */
    public static Optional<String> findProblem(Stage stage, Set<StageKind> before) {
        if (stage.kind() != StageKind.DELIVERY) {
            return Optional.empty();
        }
        if (!before.contains(StageKind.CERTIFICATE)) {
            return Optional.of("nothing can be delivered: no earlier stage issues a certificate");
        }
        return before.contains(StageKind.DELIVERY)
                ? Optional.of("a procedure can have only one delivery stage")
                : Optional.empty();
    }
}
