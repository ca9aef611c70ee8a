package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentHistoryTest {
    private static final Entry ENTRY = new Entry(
            Instant.EPOCH,
            "sara",
            Kind.BUNDLE,
            "city.post",
            "/x",
            "",
            "",
            Effect.SWITCHED,
            "",
            List.of(),
            0,
            List.of(),
            0,
            0);

    @TempDir
    Path folder;

    /** {@code BundleGuard} creates and deletes files in the same folder at any time. */
    @Test
    void toleratesConcurrentDeletionOfFiles() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> replaceFilesUntil(over));
        try {
            for (int i = 0; i < 300; i++) {
                Path file = folder.resolve(i + ".jsonl");
                new DeploymentHistory(file).addMissing(ENTRY);
                assertEquals(List.of(ENTRY), new DeploymentHistory(file).all());
                Files.delete(file);
            }
        } finally {
            over.set(true);
        }
        other.join();
    }

    private void replaceFilesUntil(AtomicBoolean over) {
        try {
            while (!over.get()) {
                for (int i = 0; i < 20; i++) {
                    Files.createFile(folder.resolve("draft" + i));
                }
                for (int i = 0; i < 20; i++) {
                    Files.delete(folder.resolve("draft" + i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
