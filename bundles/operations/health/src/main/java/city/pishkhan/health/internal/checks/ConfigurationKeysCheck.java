package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.configuration.KnownBundles;
import city.pishkhan.configuration.KnownKeys;
import city.pishkhan.configuration.RefusedFiles;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.startup.BootProgress;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.HealthCheck;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of unknown keys in configurations {@code city.pishkhan.*}. The component runtime silently ignores misspelled or obsolete keys. Runs
 * after the start of the hub and after each change of a configuration or bundle, and also logs the warnings. A rejected file is reported as
 * long as it stays rejected.
 */
@Component(
        service = {HealthCheck.class, ConfigurationKeys.class, ConfigurationListener.class},
        immediate = true)
public final class ConfigurationKeysCheck implements HealthCheck, ConfigurationKeys, ConfigurationListener {
    private static final Messages MESSAGES = Messages.of(ConfigurationKeysCheck.class);

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationKeysCheck.class);
    private static final String FILE = "felix.fileinstall.filename";
    private static final long LOOK_SECONDS = 3;
    /** Time limit for the start. After this time, the check runs even if some components have not started. */
    private static final long STARTING_NANOS = 120_000_000_000L;

    private final ConfigurationAdmin configurations;
    private final Supplier<KnownKeys> known;
    private final RefusedFiles files;
    private final Supplier<Optional<String>> boot;
    private final LongSupplier nanos;
    private final long begin;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    /** Mistakes by file name, or by PID for configurations without a file. */
    private volatile Map<String, Text> mistakes = Map.of();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DetachedThreads.named("pishkhan-configuration-keys"));

    private Runnable forget = () -> {};

    @Activate
    public ConfigurationKeysCheck(
            BundleContext framework, @Reference ConfigurationAdmin configurations, @Reference RefusedFiles files) {
        this(configurations, new KnownBundles(framework)::keys, files, new BootProgress(framework), System::nanoTime);
        BundleListener listener = event -> changed.set(true);
        framework.addBundleListener(listener);
        forget = () -> framework.removeBundleListener(listener);
        timer.scheduleWithFixedDelay(this::check, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** @param boot describes components that have not started yet and may define further keys; empty after the start */
    ConfigurationKeysCheck(
            ConfigurationAdmin configurations,
            Supplier<KnownKeys> known,
            RefusedFiles files,
            Supplier<Optional<String>> boot,
            LongSupplier nanos) {
        this.configurations = configurations;
        this.known = known;
        this.files = files;
        this.boot = boot;
        this.nanos = nanos;
        begin = nanos.getAsLong();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid().startsWith(KnownKeys.HUB_PREFIX)) {
            changed.set(true);
        }
    }

    void check() {
        try {
            if (!changed.get()) {
                return;
            }
            boolean all = boot.get().isEmpty();
            if (!all && nanos.getAsLong() - begin < STARTING_NANOS) {
                return;
            }
            changed.set(false);
            Map<String, Text> now = findMistakes(known.get(), all);
            now.forEach((name, mistake) -> {
                if (!mistake.equals(mistakes.get(name))) {
                    LOG.warn("{}: {}", name, mistake.english());
                }
            });
            mistakes = now;
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("The keys of the configurations cannot be checked", e);
        }
    }

    private Map<String, Text> findMistakes(KnownKeys keys, boolean all) throws IOException, InvalidSyntaxException {
        Configuration[] ours = configurations.listConfigurations("(service.pid=" + KnownKeys.HUB_PREFIX + "*)");
        Map<String, Text> found = new TreeMap<>();
        for (Configuration one : ours == null ? new Configuration[0] : ours) {
            String pid = one.getFactoryPid() == null ? one.getPid() : one.getFactoryPid();
            keys.mistakes(pid, Collections.list(one.getProperties().keys()), all)
                    .ifPresent(mistake -> found.put(name(one), mistake));
        }
        return found;
    }

    @Override
    public Optional<Text> mistakes(String pid, Collection<String> given) {
        return known.get().mistakes(pid, given, true);
    }

    /** Returns the file name without its folder, or the PID if the configuration has no file. */
    private static String name(Configuration configuration) {
        Object file = configuration.getProperties().get(FILE);
        return String.valueOf(file == null ? configuration.getPid() : file).replaceFirst(".*/", "");
    }

    @Override
    public String name() {
        return "configuration-keys";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        Map<String, Text> known = mistakes;
        Map<String, Text> refused = files.refused();
        TreeSet<String> names = new TreeSet<>(known.keySet());
        names.addAll(refused.keySet());
        return names.stream()
                .map(name -> warning(name, known.get(name), refused.get(name)))
                .toList();
    }

    /**
     * @param known   mistake in the active configuration, or {@code null}
     * @param refused reason why the file was rejected, or {@code null}
     */
    private static HealthWarning warning(String name, Text known, Text refused) {
        // if the active configuration has the same mistake, it is reported once, as an unknown key
        if (refused == null || refused.equals(known)) {
            return HealthWarning.of(MESSAGES, "unknown-key", name, null, name, known);
        }
        return HealthWarning.of(
                MESSAGES,
                known == null ? "refused" : "refused/known",
                name,
                null,
                name,
                refused,
                known == null ? "" : known);
    }

    @Deactivate
    void stop() {
        forget.run();
        timer.shutdownNow();
    }
}
