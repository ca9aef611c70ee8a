package city.pishkhan.health.internal.checks;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Components of the hub whose dependencies were satisfied but whose activation failed, e.g. because of an unreadable
 * key or a read-only folder. The component runtime does not retry their activation; {@link #restart} does.
 */
final class FailedComponents {

    private static final Logger LOG = LoggerFactory.getLogger(FailedComponents.class);
    private static final String OURS = "city.pishkhan";
    /** Message of the component runtime for a service whose component failed to start. */
    private static final String DEPENDENT_FAILURE = "Unable to get service for reference";

    /** A line of a stack trace that names an exception. The last match is the innermost cause. */
    private static final Pattern THROWN =
            Pattern.compile("^(?:Caused by: )?((?:[a-z_$][\\w$]*\\.)++[A-Z][\\w$]*)(?:: (.*))?$", Pattern.MULTILINE);

    private final ServiceComponentRuntime components;
    private final Supplier<Object> changes;
    private final ConfigurationAdmin configurations;
    private Object lastCleanCount;

    /** @param changes the component runtime's {@code service.changecount} */
    FailedComponents(ServiceComponentRuntime components, Supplier<Object> changes, ConfigurationAdmin configurations) {
        this.components = components;
        this.changes = changes;
        this.configurations = configurations;
    }

    /**
     * A failed component.
     * @param cause message of the innermost cause
     */
    record Failed(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, String cause) {

        /** Returns {@code true} if this component failed only because a component that it depends on failed. */
        boolean isDependent() {
            return FailedComponents.isDependent(cause);
        }

        /**
         * Returns an identifier of the component and its configuration; it is the same for all attempts to start the
         * component.
         */
        String key() {
            return component.name + " " + configuration.properties.get("service.pid");
        }

        @Override
        public String toString() {
            return component.name.replaceFirst(".*\\.", "") + ": " + cause;
        }
    }

    /** @param cause message of the component runtime */
    static boolean isDependent(String cause) {
        return cause.contains(DEPENDENT_FAILURE);
    }

    List<Failed> scan() {
        // the change count is read first, so that changes during the scan are seen by the next scan
        Object count = changes.get();
        if (count != null && count.equals(lastCleanCount)) {
            return List.of();
        }
        List<Failed> failed = all();
        lastCleanCount = failed.isEmpty() ? count : null;
        return failed;
    }

    private List<Failed> all() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(c -> c.implementationClass != null && c.implementationClass.startsWith(OURS))
                .flatMap(c -> components.getComponentConfigurationDTOs(c).stream()
                        .filter(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                        .map(configuration -> new Failed(c, configuration, cause(configuration.failure))))
                .toList();
    }

    /** Restarts only this component. Components that wait for its service are notified by the component runtime. */
    void restart(Failed failed) {
        try {
            Collection<?> all = components.getComponentConfigurationDTOs(failed.component());
            if (all.size() > 1 && failed.configuration().properties.get("service.pid") instanceof String pid) {
                for (Configuration configuration : findConfigurations(pid)) {
                    configuration.update();
                }
            } else {
                components.disableComponent(failed.component()).getValue();
                components.enableComponent(failed.component()).getValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} cannot be restarted", failed.component().name, e);
        }
    }

    private Configuration[] findConfigurations(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = configurations.listConfigurations("(service.pid=" + pid + ")");
        return found == null ? new Configuration[0] : found;
    }

    /** @param trace stack trace kept by the component runtime, or {@code null} */
    static String cause(String trace) {
        String cause = "the component gives no reason";
        Matcher thrown = THROWN.matcher(trace == null ? "" : trace);
        while (thrown.find()) {
            String type = thrown.group(1).replaceFirst(".*\\.", "");
            String message = thrown.group(2);
            cause = message == null || message.isBlank()
                    ? type
                    : type.startsWith("Illegal") ? message.strip() : type + ": " + message.strip();
        }
        return cause;
    }
}
