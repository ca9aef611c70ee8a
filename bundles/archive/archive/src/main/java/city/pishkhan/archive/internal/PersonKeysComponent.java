package city.pishkhan.archive.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.Retry;
import city.pishkhan.platform.startup.StartState;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the key of the person index as soon as it is available, and reports the missing key until then. The archive starts only with
 * the key.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.archive")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"city.pishkhan.archive.internal.PersonKeys\"",
        effective = "active")
public final class PersonKeysComponent {
    private final Retry retry;
    private final ServiceRegistration<StartState> state;
    private volatile @Nullable ServiceRegistration<PersonKeys> published;

    @Activate
    public PersonKeysComponent(
            BundleContext context, @Reference Tx tx, @Reference Schemas schemas, ArchiveComponent.Config config) {
        retry = new Retry("archive", () -> {
            schemas.migrate(ArchiveComponent.class, "archive");
            published = context.registerService(
                    PersonKeys.class, PersonKeys.of(tx, SheetKeyFiles.of(context, config), config), null);
        });
        state = context.registerService(StartState.class, retry, new Hashtable<>(Map.of(StartState.NAME, "archive")));
        retry.begin();
    }

    @Deactivate
    void stop() {
        retry.close();
        state.unregister();
        ServiceRegistration<PersonKeys> registration = published;
        if (registration != null) {
            registration.unregister();
        }
    }
}
