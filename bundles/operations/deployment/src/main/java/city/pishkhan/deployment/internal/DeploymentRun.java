package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.DeploymentProbe.Outcome;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.deployment.internal.model.ProbePolicy;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches one deployable to another version, and back if that fails. The rollback steps are on disk before anything changes,
 * so that the next start of the hub can undo a switch that a crash interrupted.
 */
final class DeploymentRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentRun.class);
    private static final Messages MESSAGES = Messages.of(DeploymentRun.class);

    private final VersionStore store;
    private final UnfinishedDeployments unfinished;
    private final DeploymentProbe probe;
    private final Supplier<HubState> before;
    private final Function<Instant, List<String>> leftBehind;

    /**
     * @param unfinished records deployments before they change anything
     * @param before returns the state of the hub before the switch
     * @param leftBehind returns the threads and classes left behind by bundles that stopped after a given time
     */
    DeploymentRun(
            VersionStore store,
            UnfinishedDeployments unfinished,
            DeploymentProbe probe,
            Supplier<HubState> before,
            Function<Instant, List<String>> leftBehind) {
        this.store = store;
        this.unfinished = unfinished;
        this.probe = probe;
        this.before = before;
        this.leftBehind = leftBehind;
    }

    /**
     * Switches the version. Returns when the new version runs, the previous one runs again, or neither does.
     *
     * @param content the new version; {@code null} removes the deployable
     * @param good effect to record on success
     */
    Entry run(Deployable target, byte @Nullable [] content, String by, String source, Effect good) throws IOException {
        Optional<byte[]> present = target.present();
        String before =
                present.map(old -> store.storeRunning(target.name(), old)).orElse("");
        String sha256 = content == null ? "" : store.store(target.name(), content);
        HubState running = this.before.get();
        Set<String> unreachable = probe.unreachablePartners(target);
        TreeSet<String> restarted = new TreeSet<>();
        Instant begin = Instant.now();
        byte[] old = before.isEmpty() ? null : store.read(target.name(), before);
        UnfinishedDeployment deployment = new UnfinishedDeployment(
                by,
                target.kind().name(),
                target.name(),
                source,
                sha256,
                before,
                Effect.INTERRUPTED.name(),
                "",
                begin,
                target.stepsTo(old, content));
        Path recorded = unfinished.begin(deployment);
        long stopped = System.nanoTime();
        Effect effect = good;
        String cause = "";
        Attempt forwardAttempt = attempt(target, content, running, unreachable, restarted, false);
        Attempt last = forwardAttempt;
        if (forwardAttempt.fault().isPresent()) {
            Fault fault = forwardAttempt.fault().get();
            cause = fault.getMessage();
            if (!fault.isStuck()) {
                last = attempt(target, old, running, unreachable, restarted, true);
                cause +=
                        last.fault().map(further -> "; " + further.getMessage()).orElse("");
            }
            effect = last.fault().isEmpty() ? Effect.WENT_BACK : Effect.STUCK;
        }
        String runs = effect == good ? sha256 : before;
        if (effect != Effect.STUCK && !runs.isEmpty()) {
            storeOrigin(target, runs);
        }
        // only a hanging deployment is completed or undone at the next start; an operator may correct other failures
        // first
        boolean hangs = Stream.of(forwardAttempt, last)
                .flatMap(one -> one.fault().stream())
                .anyMatch(Fault::isStuck);
        if (hangs) {
            recorded = deferToNextStart(recorded, deployment, cause, good, target.stepsTo(content, old));
            cause += "; " + MESSAGES.english("stuck.next-start");
        }
        Entry entry = new Entry(
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
                findLeftovers(begin),
                before.isEmpty() ? 0 : millis(stopped, last.end()),
                last == forwardAttempt ? 0 : last.millis());
        if (!hangs) {
            finish(recorded, entry);
        }
        return entry;
    }

    /**
     * Ends the record of a deployment. If the disk is full, deletes the record, so that the next start does not undo
     * this deployment.
     */
    private void finish(Path recorded, Entry entry) throws IOException {
        deleteEarlierRecords(entry.name(), recorded);
        try {
            unfinished.finish(recorded, DeploymentHistory.line(entry));
        } catch (IOException e) {
            LOG.warn("The record {} of a finished deployment cannot be closed: {}", recorded, e.toString());
            DurableFiles.delete(recorded);
        }
    }

    private void storeOrigin(Deployable target, String runs) {
        try {
            target.present().ifPresent(now -> store.recordOrigin(target.name(), now, runs));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The origin of {} cannot be stored: {}", target.name(), e.toString());
        }
    }

    private List<String> findLeftovers(Instant begin) {
        try {
            return leftBehind.apply(begin);
        } catch (RuntimeException e) {
            LOG.warn("Leftovers of replaced versions cannot be determined: {}", e.toString());
            return List.of();
        }
    }

    /**
     * Records the steps for the next start of the hub, because a hanging bundle prevents them now. A rollback or removal is
     * completed; a new version is undone.
     *
     * @param forth the steps that the operator requested
     */
    private Path deferToNextStart(
            Path recorded,
            UnfinishedDeployment deployment,
            @Nullable String cause,
            Effect good,
            List<UnfinishedDeployment.Step> forth)
            throws IOException {
        boolean finish = good == Effect.ROLLED_BACK || deployment.sha256().isEmpty();
        Path left = unfinished.begin(deployment.withSteps(
                finish ? good.name() : Effect.WENT_BACK.name(), cause, finish ? forth : deployment.steps()));
        DurableFiles.delete(recorded);
        return left;
    }

    /**
     * Deletes unfinished records of earlier deployments of this name after a completed one, so that the next start
     * ignores them.
     */
    private void deleteEarlierRecords(String name, Path own) throws IOException {
        for (Path one : unfinished.open()) {
            try {
                if (!one.equals(own) && UnfinishedDeployments.read(one).name().equals(name)) {
                    DurableFiles.delete(one);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("The record {} of a deployment cannot be read: {}", one, e.toString());
            }
        }
    }

    /**
     * @param begin start of the attempt
     * @param end time when the deployment worked or failed; both by {@link System#nanoTime}
     */
    private record Attempt(Optional<Fault> fault, long begin, long end) {

        long millis() {
            return DeploymentRun.millis(begin, end);
        }
    }

    private Attempt attempt(
            Deployable target,
            byte @Nullable [] content,
            HubState running,
            Set<String> unreachable,
            TreeSet<String> restarted,
            boolean back) {
        long begin = System.nanoTime();
        try {
            target.put(content);
            Outcome outcome = probe.await(
                    target, new ProbePolicy(running, target.ownBundles(), content == null), unreachable, back);
            return new Attempt(outcome.problem().map(problem -> Fault.of(problem, null)), begin, outcome.since());
        } catch (Fault e) {
            return new Attempt(Optional.of(e), begin, System.nanoTime());
        } catch (RuntimeException | LinkageError e) {
            // any exception causes a rollback; otherwise a half-installed version would run
            LOG.warn("A step of the deployment of {} failed", target.name(), e);
            return new Attempt(Optional.of(Fault.of(String.valueOf(e.getMessage()), e)), begin, System.nanoTime());
        } finally {
            restarted.addAll(target.restarted());
        }
    }

    private static long millis(long begin, long end) {
        return Duration.ofNanos(end - begin).toMillis();
    }

    /** Returns {@code true} if the running version was deployed from this content. */
    boolean isRunning(Deployable target, byte[] content) throws IOException {
        Optional<byte[]> present = target.present();
        return present.isPresent()
                && store.storeRunning(target.name(), present.get()).equals(Sha256.hex(content));
    }
}
