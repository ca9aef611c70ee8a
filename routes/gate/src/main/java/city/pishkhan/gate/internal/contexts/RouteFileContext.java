package city.pishkhan.gate.internal.contexts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.xslt.XsltComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.LifecycleStrategySupport;
import org.jspecify.annotations.Nullable;

/**
 * Context of a route file. Every endpoint follows {@link EndpointRules}, also one whose address a message determines. Resources come from
 * the folder of the route files only, and properties from the configuration of the route file only.
 */
public final class RouteFileContext extends DefaultCamelContext {
    /** End of the name of each route file and its context. */
    public static final String SUFFIX = ".camel.yaml";

    /** Endpoint of the error policy, which is not part of any route file. */
    private static final String DEAD_LETTERS = "jms:(//)?queue:dead\\.routes";

    /** Functions of placeholders that read the environment or create beans. */
    private static final List<String> FUNCTIONS =
            List.of("env", "sys", "service", "service.name", "service.host", "service.port", "bean");

    private final Path folder;
    private volatile @Nullable Set<String> components;

    public RouteFileContext() {
        this(Path.of(System.getProperty("karaf.etc", "etc"), "routes"));
    }

    /** @param folder folder of the route files */
    public RouteFileContext(Path folder) {
        super(false);
        this.folder = folder;
    }

    /** Restricts resources and properties. Call this before {@code build}. */
    public void restrict(Map<String, String> properties) {
        RouteFileResources resources = new RouteFileResources(folder);
        getCamelContextExtension().addContextPlugin(ResourceLoader.class, resources);
        addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onComponentAdd(String name, Component component) {
                if (component instanceof XsltComponent stylesheets) {
                    stylesheets.setUriResolver(resources);
                }
            }
        });
        Properties initial = new Properties();
        initial.putAll(properties);
        getPropertiesComponent().setInitialProperties(initial);
        if (getPropertiesComponent() instanceof PropertiesComponent values) {
            // by default an environment variable HOST would override {{host}}, the property of a route file
            values.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            values.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        }
        for (String function : FUNCTIONS) {
            getPropertiesComponent().addPropertiesFunction(refusing(function));
        }
    }

    private static PropertiesFunction refusing(String name) {
        return new PropertiesFunction() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public String apply(String remainder) {
                throw new IllegalArgumentException("{{" + name + ":...}} is not allowed in a route file");
            }
        };
    }

    /** Limits the components of endpoints, also of those created while the routes run. */
    public void setAllowedComponents(Set<String> names) {
        components = Set.copyOf(names);
    }

    @Override
    protected Endpoint doGetEndpoint(
            String uri, Map<String, Object> parameters, boolean normalized, boolean prototype) {
        Set<String> allowed = components;
        if (!uri.matches(DEAD_LETTERS)) {
            String resolved = EndpointHelper.resolveEndpointUriPropertyPlaceholders(this, uri);
            Optional<String> problem = EndpointRules.problem(resolved);
            if (problem.isPresent()) {
                throw new ResolveEndpointFailedException(EndpointRules.scheme(uri), problem.get());
            }
            if (allowed != null && !allowed.contains(EndpointRules.scheme(resolved))) {
                throw new ResolveEndpointFailedException(EndpointRules.scheme(uri), "component is not allowed");
            }
        }
        return super.doGetEndpoint(uri, parameters, normalized, prototype);
    }
}
