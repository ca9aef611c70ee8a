package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.DeploymentProbe.Outcome;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.deployment.internal.model.ProbePolicy;
import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** One switch, and the way back if it fails. */
final class DeploymentRun {
    private final VersionStore store;
    private final DeploymentProbe probe;
    private final Supplier<HubState> before;
    private final Function<Instant, List<String>> leftBehind;

    /**
     * @param before     what runs before a switch
     * @param leftBehind what those that were stopped since a moment did not end or let go
     */
    DeploymentRun(
            VersionStore store,
            DeploymentProbe probe,
            Supplier<HubState> before,
            Function<Instant, List<String>> leftBehind) {
        this.store = store;
        this.probe = probe;
        this.before = before;
        this.leftBehind = leftBehind;
    }

    /**
     * Comes back when the new version runs, or the one before again, or neither.
     *
     * @param content {@code null}: it is to go
     * @param good    what it is called if it runs
     */
    Entry run(Deployable target, byte[] content, String by, String source, Effect good) throws IOException {
        Optional<byte[]> present = target.present();
        String before = present.map(old -> store.running(target.name(), old)).orElse("");
        String sha256 = content == null ? "" : store.keep(target.name(), content);
        HubState running = this.before.get();
        Set<String> away = probe.away(target);
        TreeSet<String> restarted = new TreeSet<>();
        Instant begin = Instant.now();
        long stopped = System.nanoTime();
        Effect effect = good;
        String cause = "";
        Attempt there = attempt(target, content, running, away, restarted, false);
        Attempt last = there;
        if (there.fault().isPresent()) {
            Fault fault = there.fault().get();
            cause = fault.getMessage();
            byte[] old = before.isEmpty() ? null : store.read(target.name(), before);
            if (!fault.isStuck()) {
                last = attempt(target, old, running, away, restarted, true);
                cause +=
                        last.fault().map(further -> "; " + further.getMessage()).orElse("");
            }
            effect = last.fault().isEmpty() ? Effect.WENT_BACK : Effect.STUCK;
        }
        String runs = effect == good ? sha256 : before;
        if (effect != Effect.STUCK && !runs.isEmpty()) {
            target.present().ifPresent(now -> store.cameFrom(target.name(), now, runs));
        }
        return new Entry(
                Instant.now(),
                by,
                target.kind(),
                target.name(),
                source,
                sha256,
                before,
                effect,
                cause,
                List.copyOf(restarted),
                last.millis(),
                leftBehind.apply(begin),
                before.isEmpty() ? 0 : millis(stopped, last.end()),
                last == there ? 0 : last.millis());
    }

    /** @param begin of the attempt @param end when it was well or given up, both by {@link System#nanoTime} */
    private record Attempt(Optional<Fault> fault, long begin, long end) {

        long millis() {
            return DeploymentRun.millis(begin, end);
        }
    }

    private Attempt attempt(
            Deployable target,
            byte[] content,
            HubState running,
            Set<String> away,
            TreeSet<String> restarted,
            boolean back) {
        long begin = System.nanoTime();
        try {
            target.put(content);
            Outcome outcome =
                    probe.await(target, new ProbePolicy(running, target.ownBundles(), content == null), away, back);
            return new Attempt(outcome.problem().map(problem -> Fault.of(problem, null)), begin, outcome.since());
        } catch (Fault e) {
            return new Attempt(Optional.of(e), begin, System.nanoTime());
        } finally {
            restarted.addAll(target.restarted());
        }
    }

    private static long millis(long begin, long end) {
        return Duration.ofNanos(end - begin).toMillis();
    }

    /** Whether a file is what runs. */
    boolean same(Deployable target, byte[] content) throws IOException {
        Optional<byte[]> present = target.present();
        return present.isPresent()
                && store.running(target.name(), present.get()).equals(Sha256.hex(content));
    }
}
