package city.pishkhan.health.internal.checks;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.messages.Messages;
import city.pishkhan.runtime.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Warns of components of the hub that refused to start, mostly because of an invalid value in {@code etc/}. Only a warning, because a
 * component without which the hub cannot serve has its own check.
 */
@Component
public final class ConfigurationCheck implements HealthCheck {
    private static final Messages MESSAGES = Messages.of(ConfigurationCheck.class);
    private static final String OURS = "city.pishkhan";
    private static final int LONGEST = 300;
    private static final long KEPT_NANOS = 1_000_000_000L;

    private final ServiceComponentRuntime components;
    private final LongSupplier nanos;
    private @Nullable List<HealthWarning> lastWarnings;
    private long lastWarningsAt;

    @Activate
    public ConfigurationCheck(@Reference ServiceComponentRuntime components) {
        this(components, System::nanoTime);
    }

    ConfigurationCheck(ServiceComponentRuntime components, LongSupplier nanos) {
        this.components = components;
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    /** Evaluates all components at most once a second, because the scan is expensive. */
    @Override
    public synchronized List<HealthWarning> warnings() {
        long now = nanos.getAsLong();
        if (lastWarnings == null || now - lastWarningsAt >= KEPT_NANOS) {
            lastWarnings = findWarnings();
            lastWarningsAt = now;
        }
        return lastWarnings;
    }

    private List<HealthWarning> findWarnings() {
        TreeMap<String, String> refused = new TreeMap<>();
        TreeSet<String> followers = new TreeSet<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (component.bundle.symbolicName.startsWith(OURS) || component.implementationClass.startsWith(OURS)) {
                components.getComponentConfigurationDTOs(component).stream()
                        .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                        .forEach(configuration -> {
                            Object name = configuration.properties.getOrDefault("service.pid", component.name);
                            String why = plain(configuration.failure);
                            if (FailedComponents.isDependent(why)) {
                                followers.add(name.toString());
                            } else {
                                refused.put(name.toString(), why);
                            }
                        });
            }
        }
        List<HealthWarning> all = new ArrayList<>();
        refused.forEach(
                (name, why) -> all.add(HealthWarning.of(MESSAGES, "not-started", name, null, name, why, file(name))));
        // the causes come first; the components that wait for others start once the causes are fixed
        if (!followers.isEmpty()) {
            int waiting = followers.size();
            all.add(HealthWarning.of(MESSAGES, waiting == 1 ? "waiting/one" : "waiting", "", null, waiting));
        }
        return List.copyOf(all);
    }

    /** Name of the configuration file of a PID. */
    private static String file(String pid) {
        return pid.replace('~', '-') + ".cfg";
    }

    /** Formats the cause in one line, without numbers that could identify a person. */
    static String plain(String trace) {
        String line = FailedComponents.cause(trace).replaceAll("\\d{8,}", "…");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
