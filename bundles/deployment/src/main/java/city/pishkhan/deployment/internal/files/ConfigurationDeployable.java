package city.pishkhan.deployment.internal.files;

import city.pishkhan.api.deployment.Deployments.Kind;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.deployment.internal.bundles.BundleSurroundings;
import city.pishkhan.deployment.internal.bundles.Impact;
import city.pishkhan.runtime.ConfigurationKeys;
import city.pishkhan.runtime.RouteContexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** A configuration file: in force once the configuration has changed. */
public final class ConfigurationDeployable extends FileDeployable {
    private static final String FILE = "felix.fileinstall.filename";
    private static final long NONE = -1;

    private final BundleSurroundings hub;
    private final Supplier<ConfigurationKeys> keys;
    private long marked = NONE;
    private boolean same;
    private List<String> restarting = List.of();
    private Instant begin = Instant.MIN;

    /** @param target the file in {@code etc} */
    public ConfigurationDeployable(Path target, BundleSurroundings hub, Supplier<ConfigurationKeys> keys) {
        super(target);
        this.hub = hub;
        this.keys = keys;
    }

    @Override
    public Kind kind() {
        return Kind.CONFIGURATION;
    }

    @Override
    public Plan plan(byte[] content, String sha256, String before) throws IOException {
        List<String> problems = new ArrayList<>();
        ConfigurationKeys known = keys.get();
        if (content != null && known != null) {
            known.mistakes(pid(), read(content, problems).stringPropertyNames()).ifPresent(problems::add);
        }
        Impact impact = impact(content);
        return new Plan(
                kind(),
                name(),
                sha256,
                before,
                List.of(),
                impact.contexts(),
                impact.doors(),
                impact.agencies(),
                problems,
                List.of());
    }

    /** As the file installer reads the name: what is behind a {@code -} or {@code ~} tells several of one PID apart. */
    private String pid() {
        return name().replaceFirst("\\.cfg$", "").replaceFirst("[-~].*", "");
    }

    private static Properties read(byte[] content, List<String> problems) throws IOException {
        Properties values = new Properties();
        try {
            values.load(new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            problems.add("it cannot be read: a \\u that no four digits follow");
        }
        return values;
    }

    @Override
    void mark(byte[] content) throws IOException {
        marked = changes();
        same = says(content);
        restarting = impact(content).contexts();
        begin = Instant.now();
    }

    private Impact impact(byte[] content) throws IOException {
        boolean unchanged = says(content);
        return hub.impact(properties -> !unchanged && isOurs(properties.get(FILE)));
    }

    private boolean isOurs(Object file) {
        return String.valueOf(file).endsWith("/" + name());
    }

    @Override
    public boolean brings(ServiceReference<?> service) {
        return isOurs(service.getProperty(FILE));
    }

    /** Whether it says what is in force: of a comment the configuration learns nothing. */
    private boolean says(byte[] content) throws IOException {
        Optional<byte[]> present = present();
        return content != null
                && present.isPresent()
                && read(content, new ArrayList<>()).equals(read(present.get(), new ArrayList<>()));
    }

    /** Routes that still carry what they had look as those that have started anew. */
    @Override
    public Optional<String> pending() {
        if (!same && changes() == marked) {
            return Optional.of(name() + " is not in force");
        }
        RouteContexts running = hub.contexts().get();
        return running == null
                ? Optional.empty()
                : running.contexts().stream()
                        .filter(one -> restarting.contains(one.name()))
                        .filter(one -> one.started() != null && one.started().isBefore(begin))
                        .map(one -> "routes of " + one.name() + " have not started anew")
                        .findFirst();
    }

    private long changes() {
        try {
            Configuration[] found = hub.configurations().listConfigurations("(" + FILE + "=*/" + name() + ")");
            return found == null ? NONE : found[0].getChangeCount();
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
