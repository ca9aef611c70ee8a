package city.pishkhan.deployment.internal.files;

import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.deployment.internal.model.Fault;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file in {@code etc} that the hub takes up a moment after it was changed. */
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

    /** Notes what there is, so that {@link #pending} can tell what comes. */
    abstract void mark(byte[] content) throws IOException;

    @Override
    public final void put(byte[] content) throws Fault {
        try {
            mark(content);
            if (content == null) {
                Files.deleteIfExists(target);
                return;
            }
            // beside it, under a name that nobody watches: it is there whole or not at all
            Path draft = target.resolveSibling(name() + ".new");
            Files.write(draft, content);
            if (Files.exists(target)
                    && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Fault.of(e.getClass().getSimpleName() + ": " + name(), e);
        }
    }
}
