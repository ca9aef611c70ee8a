package city.pishkhan.configuration.internal;

import city.pishkhan.configuration.ConfigurationFile;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.configuration.RefusedFiles;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
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
 * Checks configuration files before the file installer converts them to configurations. A file of the hub with an unknown key
 * or an invalid word in a list is refused, and the previous configuration remains in force. An empty file is refused too,
 * because a file may be empty for a moment while it is written. A file with an unknown PID is accepted, because its bundle may
 * be installed later; the health check reports it.
 */
final class FileGuard implements ArtifactInstaller, RefusedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);
    private static final Messages MESSAGES = Messages.of(FileGuard.class);

    private final Supplier<ArtifactInstaller> installer;
    private final Supplier<KnownKeys> known;
    private final Map<File, Text> refused = new ConcurrentHashMap<>();

    private interface Act {
        void apply(File file) throws Exception;
    }

    /** @param installer returns the installer for configurations; {@code null} until it is available */
    FileGuard(Supplier<ArtifactInstaller> installer, Supplier<KnownKeys> known) {
        this.installer = installer;
        this.known = known;
    }

    @Override
    public boolean canHandle(File file) {
        return ConfigurationFile.isConfigurationFile(file.getName()) && installer.get() != null;
    }

    @Override
    public void install(File file) throws Exception {
        forwardIfValid(file, installer.get()::install);
    }

    @Override
    public void update(File file) throws Exception {
        forwardIfValid(file, installer.get()::update);
    }

    @Override
    public synchronized void uninstall(File file) throws Exception {
        refused.remove(file);
        installer.get().uninstall(file);
    }

    private synchronized void forwardIfValid(File file, Act act) throws Exception {
        Optional<Text> mistake = findMistake(file);
        if (mistake.isEmpty()) {
            refused.remove(file);
            act.apply(file);
        } else if (!mistake.get().equals(refused.put(file, mistake.get()))) {
            LOG.warn(
                    "{} is rejected, and the previous configuration remains: {}",
                    file.getName(),
                    mistake.get().english());
        }
    }

    /** Returns the mistake in a file. A file that cannot be read is left to the installer, which reports the cause. */
    private Optional<Text> findMistake(File file) {
        if (file.length() == 0) {
            return Optional.of(MESSAGES.text("rule.empty"));
        }
        try {
            ConfigurationFile given = ConfigurationFile.read(file.toPath());
            KnownKeys keys = known.get();
            return keys.mistakes(given.pid(), given.values().keySet(), false)
                    .or(() -> keys.findInvalidOptions(given.pid(), given.values()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Checks refused files again after a change of bundles, because their keys may be known now. */
    void recheckRefused() {
        for (File file : refused.keySet()) {
            try {
                if (file.exists() && installer.get() != null) {
                    install(file);
                }
            } catch (Exception e) {
                LOG.warn("{} cannot be checked again", file.getName(), e);
            }
        }
    }

    @Override
    public Map<String, Text> refused() {
        Map<String, Text> named = new TreeMap<>();
        refused.forEach((file, why) -> named.put(file.getName(), why));
        return named;
    }
}
