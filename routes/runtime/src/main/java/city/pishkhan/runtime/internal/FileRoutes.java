package city.pishkhan.runtime.internal;

import city.pishkhan.platform.secrets.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes from files: {@code <name>.camel.yaml} in a watched folder, with its properties in {@code
 * etc/city.pishkhan.route-<name>.cfg}. A file that breaks a rule or does not start is refused with a message; what ran
 * before runs on.
 */
@Component(
        service = {ArtifactInstaller.class, ArtifactListener.class, ConfigurationListener.class},
        configurationPid = "city.pishkhan.runtime")
@Designate(ocd = FileRoutes.Config.class)
public final class FileRoutes implements ArtifactInstaller, ConfigurationListener {

    @ObjectClassDefinition(name = "Pishkhan route files")
    public @interface Config {

        @AttributeDefinition(description = "components that a route file may name")
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

        @AttributeDefinition(description = "steps that a route file may take")
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

    private static final Logger LOG = LoggerFactory.getLogger(FileRoutes.class);
    private static final String SUFFIX = ".camel.yaml";
    private static final String PROPERTIES = "city.pishkhan.route";

    private final Contexts contexts;
    private final ConfigurationAdmin configurations;
    private final Config config;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    @Activate
    public FileRoutes(@Reference Contexts contexts, @Reference ConfigurationAdmin configurations, Config config) {
        this.contexts = contexts;
        this.configurations = configurations;
        this.config = config;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(SUFFIX);
    }

    @Override
    public void install(File file) {
        put(file);
    }

    @Override
    public void update(File file) {
        put(file);
    }

    @Override
    public void uninstall(File file) {
        files.remove(name(file));
        contexts.serial().now(() -> contexts.drop(file.getName()));
    }

    /** A route's properties have changed: it starts anew with them. */
    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PROPERTIES.equals(event.getFactoryPid()) && event.getType() == ConfigurationEvent.CM_UPDATED) {
            File file = files.get(event.getPid().substring(event.getPid().indexOf('~') + 1));
            if (file != null) {
                put(file);
            }
        }
    }

    private void put(File file) {
        files.put(name(file), file);
        try {
            String text = Files.readString(file.toPath(), StandardCharsets.UTF_8);
            List<String> problems = new RouteFileRules(
                            Set.of(config.file_components()),
                            Set.of(config.file_steps()),
                            Set.of(config.file_languages()))
                    .problems(new StringReader(text));
            if (!problems.isEmpty()) {
                LOG.error("Route file {} is refused / پرونده مسیر پذیرفته نشد: {}", file, String.join("; ", problems));
                return;
            }
            Map<String, String> properties = properties(name(file));
            RouteSource source = context -> PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(file.getName().replace(SUFFIX, ".yaml"), text));
            contexts.serial().now(() -> run(file, source, properties));
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("Route file {} is refused / پرونده مسیر پذیرفته نشد: {}", file, e.getMessage());
        }
    }

    private static String name(File file) {
        return file.getName().substring(0, file.getName().length() - SUFFIX.length());
    }

    private void run(File file, RouteSource source, Map<String, String> properties) {
        RouteUnit unit = contexts.unit(file.getName());
        if (unit.context() == null) {
            unit.remove(file);
            unit.properties(properties);
            unit.add(file, source);
            return;
        }
        try {
            unit.replace(file, source, properties);
        } catch (Exception e) {
            LOG.error("Route file {} does not start: the one before runs on / نسخه پیشین مسیر برقرار ماند", file, e);
        }
    }

    /** Values may be references to secrets; the file itself can name no environment and no file. */
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
