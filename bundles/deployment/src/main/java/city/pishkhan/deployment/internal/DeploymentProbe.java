package city.pishkhan.deployment.internal;

import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.deployment.internal.model.ProbePolicy;
import city.pishkhan.deployment.internal.model.ProbePolicy.Finding;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits until a deployment is well, and stays so for a moment: components and routes come a little after what they wait for. */
final class DeploymentProbe {
    private static final long LOOK_MILLIS = 100;
    /** What moves looks failed for a moment; what has failed looks so again. */
    private static final int SURE = 4;

    private final Supplier<HubState> hub;
    private final Function<Deployable, Map<String, String>> missing;
    private final Duration steady;
    private final Duration limit;

    /**
     * @param missing the partners behind what is deployed that are not there, with the reason
     * @param steady how long it must be well
     * @param limit  after which it is not any more
     */
    DeploymentProbe(
            Supplier<HubState> hub,
            Function<Deployable, Map<String, String>> missing,
            Duration steady,
            Duration limit) {
        this.hub = hub;
        this.missing = missing;
        this.steady = steady;
        this.limit = limit;
    }

    HubState now() {
        return hub.get();
    }

    /** Names of the partners behind it that are not there, whatever is deployed now. */
    Set<String> away(Deployable target) {
        return missing.apply(target).keySet();
    }

    /**
     * @param away partners that were not there before, and need not be now
     * @param back on the way back: what failed on the way there may need a moment to start again, and partners are not asked
     * @return what is wrong; empty if nothing is
     */
    Optional<String> await(Deployable target, ProbePolicy policy, Set<String> away, boolean back) {
        long begin = System.nanoTime();
        long well = -1;
        int failed = 0;
        Finding finding;
        Optional<String> pending;
        String partners = "";
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
                partners = back ? "" : partners(target, away);
                if (partners.isEmpty()) {
                    return Optional.empty();
                }
                well = -1;
            }
            if (!pause()) {
                return Optional.of("interrupted");
            }
        } while (System.nanoTime() - begin < limit.toNanos() || well >= 0);
        return Optional.of(pending.orElse(finding.well() ? partners : finding.words()));
    }

    private String partners(Deployable target, Set<String> away) {
        Map<String, String> now = missing.apply(target);
        now.keySet().removeAll(away);
        return String.join("; ", now.values());
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
