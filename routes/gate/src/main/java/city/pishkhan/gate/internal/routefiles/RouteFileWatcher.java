package city.pishkhan.gate.internal.routefiles;

import city.pishkhan.api.deployment.CodeAcceptances;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.gate.internal.contexts.ContextManager;
import city.pishkhan.gate.internal.contexts.ManagedContext;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.platform.bundleguard.AcceptedCode;
import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.runtime.CodeAdmission;
import city.pishkhan.runtime.HealthCheck;
import city.pishkhan.runtime.RouteFileCheck;
import city.pishkhan.spi.PartnerUnavailable;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Runs routes from files {@code <name>.camel.yaml} in a watched folder, with properties in {@code etc/city.pishkhan.route-<name>.cfg}. A
 * file that breaks a rule or does not start is refused with a message, and the previous routes continue to run. Each change is journaled.
 */
@Component(
        service = {
            ArtifactInstaller.class,
            ArtifactListener.class,
            ConfigurationListener.class,
            RouteFileCheck.class,
            HealthCheck.class
        },
        configurationPid = "city.pishkhan.runtime")
@Designate(ocd = RouteFileWatcher.Config.class)
public final class RouteFileWatcher implements ArtifactInstaller, ConfigurationListener, RouteFileCheck, HealthCheck {
    private static final Messages MESSAGES = Messages.of(RouteFileWatcher.class);

    @ObjectClassDefinition(name = "Pishkhan route files")
    public @interface Config {

        @AttributeDefinition(description = "components that a route file may use")
        String[] file_components() default {
            "pishkhan",
            "direct",
            "seda",
            "timer",
            "scheduler",
            "log",
            "http",
            "https",
            "cxf",
            "cxfrs",
            "validator",
            "xslt"
        };

        @AttributeDefinition(description = "steps that a route file may contain")
        String[] file_steps() default {
            "to",
            "wireTap",
            "enrich",
            "setBody",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "removeHeader",
            "removeHeaders",
            "removeProperty",
            "choice",
            "filter",
            "split",
            "multicast",
            "log",
            "marshal",
            "unmarshal",
            "transform",
            "convertBodyTo",
            "doTry",
            "circuitBreaker",
            "delay",
            "throttle",
            "validate",
            "stop",
            "step"
        };

        @AttributeDefinition(description = "expression languages that a route file may use")
        String[] file_languages() default {
            "constant", "simple", "header", "exchangeProperty", "variable", "jsonpath", "xpath", "tokenize", "xtokenize"
        };
    }

    /** Factory PID of the properties of route files. Its keys are defined by the route files, not by a component. */
    public static final String PROPERTIES = "city.pishkhan.route";

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ConfigurationAdmin configurations;
    private final RouteFileJournal record;
    private final RouteFiles files;
    private final RouteFilePartners partners;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile HubJournal journal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile CodeAcceptances acceptances;

    @Activate
    public RouteFileWatcher(
            BundleContext bundles,
            @Reference ContextManager contextManager,
            @Reference ConfigurationAdmin configurations,
            @Reference AcceptedCode code,
            Config config) {
        this.configurations = configurations;
        record = new RouteFileJournal(() -> journal, AGAIN);
        partners = new RouteFilePartners(bundles);
        CodeAdmission admission = new CodeAdmission(code, () -> acceptances);
        files = new RouteFiles(
                routeFileContexts(contextManager),
                () -> rules(config),
                this::properties,
                record,
                partners,
                (file, content) -> admission.refusal(file.toPath(), content).map(Text::english));
        WatchedFolders folders = new WatchedFolders(configurations);
        contextManager.serial().enqueue(() -> folders.files(this::canHandle).forEach(files::find));
    }

    @Deactivate
    void stop() {
        files.close();
        record.close();
        partners.close();
    }

    private static RouteFileRules rules(Config config) {
        return RouteFileRules.of(config.file_components(), config.file_steps(), config.file_languages());
    }

    private static RouteFiles.RouteFileContexts routeFileContexts(ContextManager contextManager) {
        return new RouteFiles.RouteFileContexts() {
            @Override
            public ManagedContext getOrCreate(String name) {
                return contextManager.getOrCreate(name);
            }

            @Override
            public void drop(String name) {
                contextManager.drop(name);
            }

            @Override
            public void runAndWait(Runnable work) {
                contextManager.serial().runAndWait(work);
            }
        };
    }

    @Override
    public boolean canHandle(File file) {
        // files with a wrong name are handled too, so that they are refused with a message instead of being ignored
        // silently
        return file.getName().matches("(?i).*\\.ya?ml");
    }

    @Override
    public void install(File file) {
        files.find(file);
    }

    @Override
    public void update(File file) {
        files.put(file);
    }

    @Override
    public void uninstall(File file) {
        files.remove(file);
    }

    @Override
    public Findings check(String file, byte[] content, Map<String, String> defaults) {
        Set<String> agencies = new TreeSet<>();
        List<String> warnings = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        List<String> problems = new ArrayList<>(files.problems(file, content, defaults, (read, properties) -> {
            agencies.addAll(read.agencies());
            if (read.missing().isEmpty()) {
                List<String> lost = missing(new RouteFilePartner(read.addresses(), properties));
                RouteFilePartner before = partners.find(file);
                // as for any deployment, a partner that was unreachable before the change causes only a warning
                (before != null && !missing(before).isEmpty() ? warnings : unreached).addAll(lost);
            }
        }));
        problems.addAll(unreached);
        return new Findings(problems, warnings, agencies);
    }

    @Override
    public List<String> problems(String file, byte[] content) {
        return files.problems(file, content, Map.of(), (read, properties) -> {});
    }

    private static List<String> missing(RouteFilePartner partner) {
        try {
            partner.isHealthy();
            return List.of();
        } catch (PartnerUnavailable e) {
            return List.of(e.getMessage());
        }
    }

    @Override
    public Optional<String> refusal(String file) {
        return Optional.ofNullable(files.refused().get(file)).map(RouteFiles.Refused::reason);
    }

    @Override
    public String name() {
        return "route-files";
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public List<HealthWarning> warnings() {
        return files.refused().entrySet().stream()
                .map(file -> HealthWarning.of(
                        MESSAGES,
                        "refused/routes",
                        file.getKey(),
                        file.getValue().since(),
                        file.getKey(),
                        file.getValue().reason()))
                .toList();
    }

    /** Restarts a route file after its properties have changed or were deleted. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PROPERTIES.equals(event.getFactoryPid()) && event.getType() != ConfigurationEvent.CM_LOCATION_CHANGED) {
            files.restart(event.getPid().substring(event.getPid().indexOf('~') + 1));
        }
    }

    /** Resolves references to secrets in the values; the route file itself cannot refer to the environment or to files. */
    private Map<String, String> properties(String name) throws IOException {
        Configuration configuration = configurations.getFactoryConfiguration(PROPERTIES, name, "?");
        Dictionary<String, Object> values = configuration.getProperties();
        Map<String, String> properties = new HashMap<>();
        if (values != null) {
            for (String key : Collections.list(values.keys())) {
                properties.put(key, Secrets.resolve(String.valueOf(values.get(key))));
            }
        }
        return properties;
    }
}
