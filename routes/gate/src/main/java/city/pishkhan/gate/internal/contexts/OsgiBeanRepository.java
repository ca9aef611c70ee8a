package city.pishkhan.gate.internal.contexts;

import jakarta.jms.ConnectionFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Lets routes look up the hub's connection factory and data source, and no other service. */
final class OsgiBeanRepository implements BeanRepository {

    private static final Set<Class<?>> OFFERED = Set.of(ConnectionFactory.class, DataSource.class);

    private final BundleContext bundles;

    OsgiBeanRepository(BundleContext bundles) {
        this.bundles = bundles;
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        return null; // a name alone finds no service, because it does not identify the type
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        return findByTypeWithName(type).get(name);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        if (OFFERED.contains(type)) {
            try {
                for (ServiceReference<T> reference : bundles.getServiceReferences(type, "(name=hub)")) {
                    found.put("hub", bundles.getService(reference));
                }
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.copyOf(findByTypeWithName(type).values());
    }
}
