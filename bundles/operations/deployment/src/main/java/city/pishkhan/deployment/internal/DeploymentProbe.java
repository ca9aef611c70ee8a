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

/**
 * Waits until a deployment works and remains so for a moment, because components and routes start shortly after the services
 * they depend on.
 */
final class DeploymentProbe {
    private static final long LOOK_MILLIS = 100;
    /** Number of consecutive failed checks after which a deployment counts as failed; a component in transition may look failed once. */
    private static final int FAILED_CHECKS_LIMIT = 4;

    private final Supplier<HubState> hub;
    private final Function<Deployable, Map<String, String>> missing;
    private final Duration steady;
    private final Duration limit;

    /**
     * @param missing returns the unreachable partners of a deployable, with the reason
     * @param steady time for which the deployment must work
     * @param limit time after which it counts as failed
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

    /** Names of the partners that are unreachable before the deployment. */
    Set<String> unreachablePartners(Deployable target) {
        return missing.apply(target).keySet();
    }

    /**
     * Result of a check.
     *
     * @param problem error message; empty if the deployment works
     * @param since time from which it worked, or at which the check gave up, by {@link System#nanoTime}
     */
    record Outcome(Optional<String> problem, long since) {

        private static Outcome failed(String problem) {
            return new Outcome(Optional.of(problem), System.nanoTime());
        }
    }

    /**
     * Waits for the result.
     *
     * @param unreachable partners that were unreachable before and may remain so
     * @param isRollback {@code true} during a rollback: components that failed before may need a moment to restart, and partners are
     *     not checked
     */
    Outcome await(Deployable target, ProbePolicy policy, Set<String> unreachable, boolean isRollback) {
        long begin = System.nanoTime();
        long well = -1;
        int failed = 0;
        Finding finding;
        Optional<String> pending;
        String partners = "";
        do {
            finding = policy.evaluate(hub.get());
            pending = target.pending();
            long now = System.nanoTime();
            failed = pending.isEmpty() && !finding.failed().isEmpty() ? failed + 1 : 0;
            if (!isRollback && failed >= FAILED_CHECKS_LIMIT) {
                return Outcome.failed(finding.summary());
            }
            if (!finding.isWell() || pending.isPresent()) {
                well = -1;
            } else if (well < 0) {
                well = now;
            } else if (now - well >= steady.toNanos()) {
                partners = isRollback ? "" : partners(target, unreachable);
                if (partners.isEmpty()) {
                    return new Outcome(Optional.empty(), well);
                }
                well = -1;
            }
            if (!trySleep()) {
                return Outcome.failed("interrupted");
            }
        } while (System.nanoTime() - begin < limit.toNanos() || well >= 0);
        return Outcome.failed(pending.orElse(finding.isWell() ? partners : finding.summary()));
    }

    private String partners(Deployable target, Set<String> unreachable) {
        Map<String, String> now = missing.apply(target);
        now.keySet().removeAll(unreachable);
        return String.join("; ", now.values());
    }

    private static boolean trySleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
