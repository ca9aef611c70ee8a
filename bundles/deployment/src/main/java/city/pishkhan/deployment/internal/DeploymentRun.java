package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.deployment.internal.model.HubState;
import city.pishkhan.deployment.internal.model.ProbePolicy;
import city.pishkhan.identifiers.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One switch, and the way back if it fails. */
final class DeploymentRun {
    private final VersionStore store;
    private final DeploymentProbe probe;

    DeploymentRun(VersionStore store, DeploymentProbe probe) {
        this.store = store;
        this.probe = probe;
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
        HubState running = probe.now();
        Set<String> away = probe.away(target);
        TreeSet<String> restarted = new TreeSet<>();
        Effect effect = good;
        String cause = "";
        Optional<Fault> fault = attempt(target, content, running, away, restarted, false);
        if (fault.isPresent()) {
            cause = fault.get().getMessage();
            byte[] old = before.isEmpty() ? null : store.read(target.name(), before);
            Optional<Fault> back = fault.get().isStuck() ? fault : attempt(target, old, running, away, restarted, true);
            effect = back.isEmpty() ? Effect.WENT_BACK : Effect.STUCK;
            if (back.isPresent() && !fault.get().isStuck()) {
                cause += "; " + back.get().getMessage();
            }
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
                List.copyOf(restarted));
    }

    private Optional<Fault> attempt(
            Deployable target,
            byte[] content,
            HubState running,
            Set<String> away,
            TreeSet<String> restarted,
            boolean back) {
        try {
            target.put(content);
            return probe.await(target, new ProbePolicy(running, target.ownBundles(), content == null), away, back)
                    .map(problem -> Fault.of(problem, null));
        } catch (Fault e) {
            return Optional.of(e);
        } finally {
            restarted.addAll(target.restarted());
        }
    }

    /** Whether a file is what runs. */
    boolean same(Deployable target, byte[] content) throws IOException {
        Optional<byte[]> present = target.present();
        return present.isPresent()
                && store.running(target.name(), present.get()).equals(Sha256.hex(content));
    }
}
