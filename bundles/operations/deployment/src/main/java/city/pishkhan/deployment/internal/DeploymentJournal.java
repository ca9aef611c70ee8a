package city.pishkhan.deployment.internal;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies entries of the history to the journal. Deployments do not depend on the journal, so that a hub without its database
 * can be repaired; missing entries are copied later.
 */
final class DeploymentJournal {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentJournal.class);

    private final DeploymentHistory history;
    private final Path copiedCountFile;
    private final Supplier<HubJournal> journal;
    private boolean refusing;

    /**
     * @param copiedCountFile file with the number of entries that the journal has
     * @param journal returns {@code null} if the journal is not available
     */
    DeploymentJournal(DeploymentHistory history, Path copiedCountFile, Supplier<HubJournal> journal) {
        this.history = history;
        this.copiedCountFile = copiedCountFile;
        this.journal = journal;
    }

    /**
     * Copies new entries; called periodically. A crash between writing the journal and writing the count may copy an
     * entry twice, but never loses one.
     */
    synchronized void copyNewEntries() {
        HubJournal present = journal.get();
        if (present == null) {
            return;
        }
        try {
            List<Entry> all = history.all();
            for (int next = copiedCount(); next < all.size(); next++) {
                record(present, all.get(next));
                Files.writeString(copiedCountFile, String.valueOf(next + 1));
            }
            refusing = false;
        } catch (IOException | RuntimeException e) {
            if (!refusing) {
                LOG.warn("Entries about deployments wait until the journal accepts them: {}", e.toString());
            }
            refusing = true;
        }
    }

    private int copiedCount() {
        try {
            return Files.exists(copiedCountFile)
                    ? Integer.parseInt(Files.readString(copiedCountFile).strip())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(HubJournal journal, Entry entry) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("at", entry.at().toString());
        details.put("kind", entry.kind().name().toLowerCase(java.util.Locale.ROOT));
        details.put("name", entry.name());
        // no digest for configurations, because an attacker could verify guessed passwords with the digest
        if (entry.kind() != Kind.CONFIGURATION) {
            details.put("sha256", entry.sha256());
            details.put("before", entry.before());
        }
        details.put("restarted", entry.restarted());
        Effect effect = entry.effect();
        journal.record(
                effect == Effect.SWITCHED
                        ? "operator.deployed"
                        : effect == Effect.ROLLED_BACK
                                ? "operator.deployment-rolled-back"
                                : effect == Effect.WENT_BACK
                                        ? "operator.deployment-went-back"
                                        : effect == Effect.REFUSED
                                                ? "operator.deployment-refused"
                                                : effect == Effect.INTERRUPTED
                                                        ? "operator.deployment-interrupted"
                                                        : "operator.deployment-stuck",
                new Caller(entry.by(), Set.of("operator")),
                details);
    }
}
