package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds deployments to the history that a crash kept out of it: those that {@code BundleGuard} undid at the next start,
 * and those that ended just before the crash.
 */
final class InterruptedDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedDeployments.class);
    private static final Messages MESSAGES = Messages.of(InterruptedDeployments.class);

    private final UnfinishedDeployments unfinished;
    private final DeploymentHistory history;

    InterruptedDeployments(UnfinishedDeployments unfinished, DeploymentHistory history) {
        this.unfinished = unfinished;
        this.history = history;
    }

    /** Adds the missing entries; called once at a start of the hub. */
    void record() {
        try {
            for (Path one : unfinished.finished()) {
                DeploymentHistory.read(UnfinishedDeployments.outcome(one)).ifPresent(history::addMissing);
                DurableFiles.delete(one);
            }
            for (UnfinishedDeployments.Undone one : unfinished.undone()) {
                history.addMissing(entry(one));
                DurableFiles.delete(one.folder());
            }
        } catch (IOException | RuntimeException e) {
            // an error here must not prevent further deployments
            LOG.error("Interrupted deployments cannot be added to the history", e);
        }
    }

    /** Deletes records of finished deployments; called once the history has their entries. */
    void deleteFinished() {
        try {
            for (Path one : unfinished.finished()) {
                DurableFiles.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(UnfinishedDeployments.Undone undone) {
        UnfinishedDeployment begun = undone.deployment();
        boolean failed = !undone.problems().isEmpty();
        Effect effect = failed ? Effect.STUCK : Effect.valueOf(begun.effect());
        String cause = begun.cause();
        if (failed) {
            cause = MESSAGES.english("cut-off.failed", undone.problems());
        } else if (effect == Effect.INTERRUPTED) {
            cause = MESSAGES.english("cut-off.undone");
        }
        return new Entry(
                undone.at(),
                begun.by(),
                Kind.valueOf(begun.kind()),
                begun.name(),
                begun.source(),
                begun.sha256(),
                begun.before(),
                effect,
                cause,
                List.of(),
                0,
                List.of(),
                0,
                0);
    }
}
