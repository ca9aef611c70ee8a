package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.rules.StageKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts the delivery of the certificate and waits until it is received. The applicants may have chosen the way of
 * delivery earlier.
 */
final class DeliveryStage implements StageHandler {
    private final Deliveries deliveries;

    DeliveryStage(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.DELIVERY);
    }

    @Override
    public Outcome evaluate(Step step) {
        Optional<Deliveries.State> state =
                deliveries.start(step.file().id(), step.file().office());
        if (state.filter(Deliveries.State::isReceived).isPresent()) {
            return Outcome.DONE;
        }
        return new Outcome.Waits(isChoiceMissing(state) ? State.OPEN : State.WAITING);
    }

    private static boolean isChoiceMissing(Optional<Deliveries.State> state) {
        return state.isEmpty() || state.get().hasFailed();
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        Optional<Deliveries.State> state = deliveries.state(step.file().id());
        return List.of(
                "delivery:" + (isChoiceMissing(state) ? "choice" : state.get().code()));
    }
}
