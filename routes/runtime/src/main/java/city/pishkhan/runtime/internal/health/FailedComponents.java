package city.pishkhan.runtime.internal.health;

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
 * Components of ours that had all they need and yet did not start: a key that cannot be read, a folder that cannot be written. The
 * component runtime leaves them at that; they are tried again.
 */
final class FailedComponents {

    private static final Logger LOG = LoggerFactory.getLogger(FailedComponents.class);
    private static final String OURS = "city.pishkhan";
    /** The component runtime's own words for a service whose component did not start. */
    private static final String FOLLOWS = "Unable to get service for reference";

    /** A line of a stack trace that names an exception, of which the last is the innermost. */
    private static final Pattern THROWN =
            Pattern.compile("^(?:Caused by: )?((?:[a-z_$][\\w$]*\\.)++[A-Z][\\w$]*)(?:: (.*))?$", Pattern.MULTILINE);

    private final ServiceComponentRuntime components;
    private final Supplier<Object> changes;
    private final ConfigurationAdmin configurations;
    private Object none;

    /** @param changes the component runtime's {@code service.changecount} */
    FailedComponents(ServiceComponentRuntime components, Supplier<Object> changes, ConfigurationAdmin configurations) {
        this.components = components;
        this.changes = changes;
        this.configurations = configurations;
    }

    /**
     * One of them.
     *
     * @param cause its innermost cause in its own words
     */
    record Failed(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration, String cause) {

        /** Whether it only lacks what another that failed would give it: that one's start starts this one as well. */
        boolean follows() {
            return FailedComponents.follows(cause);
        }

        /** The same after a new try. */
        String key() {
            return component.name + " " + configuration.properties.get("service.pid");
        }

        @Override
        public String toString() {
            return component.name.replaceFirst(".*\\.", "") + ": " + cause;
        }
    }

    /** @param cause in the component runtime's own words */
    static boolean follows(String cause) {
        return cause.contains(FOLLOWS);
    }

    List<Failed> now() {
        // read first: what changes while all is looked at is seen the next time
        Object count = changes.get();
        if (count != null && count.equals(none)) {
            return List.of();
        }
        List<Failed> failed = all();
        none = failed.isEmpty() ? count : null;
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

    /** Starts it again, and it alone; whoever waits for its service is told anew that it is there. */
    void restart(Failed failed) {
        try {
            Collection<?> all = components.getComponentConfigurationDTOs(failed.component());
            if (all.size() > 1 && failed.configuration().properties.get("service.pid") instanceof String pid) {
                for (Configuration configuration : found(pid)) {
                    configuration.update();
                }
            } else {
                components.disableComponent(failed.component()).getValue();
                components.enableComponent(failed.component()).getValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} cannot be tried again", failed.component().name, e);
        }
    }

    private Configuration[] found(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = configurations.listConfigurations("(service.pid=" + pid + ")");
        return found == null ? new Configuration[0] : found;
    }

    /** @param trace the stack trace that the component runtime keeps */
    static String cause(String trace) {
        String cause = "it does not say why";
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
