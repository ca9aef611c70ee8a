package city.pishkhan.configuration.internal;

import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.configuration.RefusedFiles;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the file installer's own way of making configurations: a file of the hub with a key that nobody reads, or
 * with a list in which a word is none of the key's options, does not reach it, and what
 * was in force before stays so. Neither does an empty one: whoever writes a file in place has one there for a moment. A PID of which nobody tells any key passes: its bundle may come later than its file, and health tells of it then.
 */
final class FileGuard implements ArtifactInstaller, RefusedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);

    private final Supplier<ArtifactInstaller> installer;
    private final Supplier<KnownKeys> known;
    private final Map<File, String> refused = new ConcurrentHashMap<>();

    private interface Act {
        void on(File file) throws Exception;
    }

    /** @param installer who makes a configuration of a file; {@code null} until it is there */
    FileGuard(Supplier<ArtifactInstaller> installer, Supplier<KnownKeys> known) {
        this.installer = installer;
        this.known = known;
    }

    @Override
    public boolean canHandle(File file) {
        return ConfigurationFile.is(file.getName()) && installer.get() != null;
    }

    @Override
    public void install(File file) throws Exception {
        pass(file, installer.get()::install);
    }

    @Override
    public void update(File file) throws Exception {
        pass(file, installer.get()::update);
    }

    @Override
    public synchronized void uninstall(File file) throws Exception {
        refused.remove(file);
        installer.get().uninstall(file);
    }

    private synchronized void pass(File file, Act act) throws Exception {
        Optional<String> mistake = mistake(file);
        if (mistake.isEmpty()) {
            refused.remove(file);
            act.on(file);
        } else if (!mistake.get().equals(refused.put(file, mistake.get()))) {
            LOG.warn("{} is refused, what was before stays: {}", file.getName(), mistake.get());
        }
    }

    /** What cannot be read is not told here: whoever makes a configuration of it says why. */
    private Optional<String> mistake(File file) {
        if (file.length() == 0) {
            return Optional.of("it is empty");
        }
        try {
            ConfigurationFile given = ConfigurationFile.read(file.toPath());
            KnownKeys keys = known.get();
            return keys.mistakes(given.pid(), given.values().keySet(), false)
                    .or(() -> keys.wrongWords(given.pid(), given.values()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Bundles have come or changed: what nobody read may have a reader now. */
    void lookAgain() {
        for (File file : refused.keySet()) {
            try {
                if (file.exists() && installer.get() != null) {
                    install(file);
                }
            } catch (Exception e) {
                LOG.warn("{} cannot be looked at again", file.getName(), e);
            }
        }
    }

    @Override
    public Map<String, String> refused() {
        Map<String, String> named = new TreeMap<>();
        refused.forEach((file, why) -> named.put(file.getName(), why));
        return named;
    }
}
