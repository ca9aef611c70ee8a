package city.pishkhan.deployment.internal;

import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.deployment.internal.model.ProbePolicy;
import city.pishkhan.deployment.internal.model.ProbePolicy.Finding;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until a deployment is well, and stays so for a moment: components and routes come a little after what they wait for. */
final class DeploymentProbe {
    private static final long LOOK_MILLIS = 100;
    /** What moves looks failed for a moment; what has failed looks so again. */
    private static final int SURE = 4;

    private final Supplier<HubState> hub;
    private final Duration steady;
    private final Duration limit;

    /**
     * @param steady how long it must be well
     * @param limit  after which it is not any more
     */
    DeploymentProbe(Supplier<HubState> hub, Duration steady, Duration limit) {
        this.hub = hub;
        this.steady = steady;
        this.limit = limit;
    }

    HubState now() {
        return hub.get();
    }

    /**
     * @param back on the way back: what failed on the way there may need a moment to start again
     * @return what is wrong; empty if nothing is
     */
    Optional<String> await(Deployable target, ProbePolicy policy, boolean back) {
        long begin = System.nanoTime();
        long well = -1;
        int failed = 0;
        Finding finding;
        Optional<String> pending;
        do {
            finding = policy.look(hub.get());
            pending = target.pending();
            long now = System.nanoTime();
            failed = pending.isEmpty() && !finding.failed().isEmpty() ? failed + 1 : 0;
            if (!back && failed >= SURE) {
                return Optional.of(finding.words());
            }
            if (!finding.well() || pending.isPresent()) {
                well = -1;
            } else if (well < 0) {
                well = now;
            } else if (now - well >= steady.toNanos()) {
                return Optional.empty();
            }
            if (!pause()) {
                return Optional.of("interrupted");
            }
        } while (System.nanoTime() - begin < limit.toNanos() || well >= 0);
        return Optional.of(pending.orElse(finding.words()));
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
