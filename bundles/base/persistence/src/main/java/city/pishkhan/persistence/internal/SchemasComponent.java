package city.pishkhan.persistence.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.copy.BackupFault;
import city.pishkhan.platform.startup.Retry;
import city.pishkhan.platform.startup.StartState;
import java.util.Hashtable;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes {@link Schemas} once {@link FlywaySchemas} has prepared the database. If the database fails during the
 * preparation, this component retries, because otherwise {@link Schemas} would be missing until the hub is restarted.
 */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"city.pishkhan.persistence.Schemas\"",
        effective = "active")
public final class SchemasComponent {
    private final Retry retry;
    private final ServiceRegistration<StartState> state;
    private volatile @Nullable ServiceRegistration<Schemas> published;
    /** reason why an ordered restore is impossible; an operator must correct it, retrying does not help */
    private @Nullable BackupFault fault;

    @Activate
    public SchemasComponent(
            BundleContext context, @Reference(target = "(osgi.jndi.service.name=hub)") DataSource dataSource) {
        retry = new Retry("schemas", () -> publish(context, dataSource));
        state = context.registerService(StartState.class, retry, new Hashtable<>(Map.of(StartState.NAME, "schemas")));
        retry.begin();
    }

    private void publish(BundleContext context, DataSource dataSource) throws Exception {
        if (fault != null) {
            throw fault;
        }
        try {
            published = context.registerService(Schemas.class, new FlywaySchemas(context, dataSource), null);
        } catch (BackupFault e) {
            fault = e;
            throw e;
        }
    }

    @Deactivate
    void stop() {
        retry.close();
        state.unregister();
        ServiceRegistration<Schemas> registration = published;
        if (registration != null) {
            registration.unregister();
        }
    }
}
