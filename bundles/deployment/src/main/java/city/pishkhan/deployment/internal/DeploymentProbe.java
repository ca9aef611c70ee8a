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

    /** Names of the partners behind it that are not there, whatever is deployed now. */
    Set<String> away(Deployable target) {
        return missing.apply(target).keySet();
    }

    /**
     * How a deployment stood.
     *
     * @param problem what is wrong; empty if nothing is
     * @param since   when it began to be well, by {@link System#nanoTime}; when it was given up if it is not
     */
    record Outcome(Optional<String> problem, long since) {

        private static Outcome failed(String problem) {
            return new Outcome(Optional.of(problem), System.nanoTime());
        }
    }

    /**
     * @param away partners that were not there before, and need not be now
     * @param back on the way back: what failed on the way there may need a moment to start again, and partners are not asked
     */
    Outcome await(Deployable target, ProbePolicy policy, Set<String> away, boolean back) {
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
                return Outcome.failed(finding.words());
            }
            if (!finding.well() || pending.isPresent()) {
                well = -1;
            } else if (well < 0) {
                well = now;
            } else if (now - well >= steady.toNanos()) {
                partners = back ? "" : partners(target, away);
                if (partners.isEmpty()) {
                    return new Outcome(Optional.empty(), well);
                }
                well = -1;
            }
            if (!pause()) {
                return Outcome.failed("interrupted");
            }
        } while (System.nanoTime() - begin < limit.toNanos() || well >= 0);
        return Outcome.failed(pending.orElse(finding.well() ? partners : finding.words()));
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
