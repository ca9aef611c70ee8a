package city.pishkhan.vault.internal;

import city.pishkhan.api.health.WorkCounter;
import city.pishkhan.api.security.Vault;
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
import org.osgi.service.metatype.annotations.Designate;

/**
 * Publishes the vault once its master key is present; until then it logs the missing key. This component itself never
 * fails, because its failure would make every component that needs the vault fail as well.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "city.pishkhan.vault")
@Designate(ocd = SqlVault.Config.class)
@Capability(
        namespace = "osgi.service",
        attribute =
                "objectClass:List<String>=\"city.pishkhan.api.security.Vault,city.pishkhan.vault.internal.SqlVault\"",
        effective = "active")
public final class VaultComponent {
    private final Retry retry;
    private final ServiceRegistration<StartState> state;
    private volatile @Nullable ServiceRegistration<?> published;

    @Activate
    public VaultComponent(BundleContext context, @Reference Tx tx, @Reference Schemas schemas, SqlVault.Config config) {
        retry = new Retry(
                "vault",
                () -> published = context.registerService(
                        new String[] {Vault.class.getName(), SqlVault.class.getName(), WorkCounter.class.getName()},
                        new SqlVault(tx, schemas, SqlVault.masters(SqlVault.folder(context, config), config)),
                        null));
        state = context.registerService(StartState.class, retry, new Hashtable<>(Map.of(StartState.NAME, "vault")));
        retry.begin();
    }

    @Deactivate
    void stop() {
        retry.close();
        state.unregister();
        ServiceRegistration<?> registration = published;
        if (registration != null) {
            registration.unregister();
        }
    }
}
