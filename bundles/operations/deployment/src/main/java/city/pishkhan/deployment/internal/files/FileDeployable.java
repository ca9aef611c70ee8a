package city.pishkhan.deployment.internal.files;

import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file in {@code etc} that the hub loads a moment after it changes. */
abstract class FileDeployable implements Deployable {
    final Path target;

    FileDeployable(Path target) {
        this.target = target;
    }

    @Override
    public final String name() {
        return target.getFileName().toString();
    }

    @Override
    public Set<String> ownBundles() {
        return Set.of();
    }

    @Override
    public final List<String> restarted() {
        return List.of();
    }

    @Override
    public final Optional<byte[]> present() throws IOException {
        return Files.exists(target) ? Optional.of(Files.readAllBytes(target)) : Optional.empty();
    }

    @Override
    public final List<Step> stepsTo(byte @Nullable [] content, byte @Nullable [] from) {
        return List.of(Step.file(target, content));
    }

    /**
     * Records a starting point (a change count or the time) before the file is written or deleted. {@link #pending} compares
     * it with the hub's later state to find out whether the hub has applied the change.
     *
     * @param content new content of the file; {@code null} if the file is to be deleted
     */
    abstract void mark(byte @Nullable [] content) throws IOException;

    @Override
    public final void put(byte @Nullable [] content) throws Fault {
        try {
            mark(content);
            if (content == null) {
                Files.deleteIfExists(target);
                return;
            }
            // the temporary file has a name that the file installer ignores
            DurableFiles.write(target, content);
        } catch (IOException e) {
            throw Fault.of(e.getClass().getSimpleName() + ": " + name(), e);
        }
    }
}
