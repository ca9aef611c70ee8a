package city.pishkhan.vault.internal;

import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.health.HealthWatch;
import city.pishkhan.messages.Messages;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns if this hub lacks a master key that wraps data in the database, e.g. after a restore without keys or on a node with
 * different keys, and about a master key that is stored without wrapping. It reads the tables and files directly, because the vault does not start without its newest key.
 */
@Component(service = HealthWatch.class, configurationPid = "city.pishkhan.vault")
public final class VaultKeyWatch implements HealthWatch {
    private static final Messages MESSAGES = Messages.of(VaultKeyWatch.class);
    private final Tx tx;
    private final MasterKeys masters;

    @Activate
    public VaultKeyWatch(BundleContext context, @Reference Tx tx, @Reference Schemas schemas, SqlVault.Config config) {
        this(tx, schemas, SqlVault.masters(SqlVault.folder(context, config), config));
    }

    VaultKeyWatch(Tx tx, Schemas schemas, MasterKeys masters) {
        this.tx = tx;
        this.masters = masters;
        schemas.migrate(SqlVault.class, "vault");
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public List<HealthWarning> warnings() {
        List<HealthWarning> missing = new ArrayList<>();
        for (String master : inUse()) {
            try {
                masters.key(master);
            } catch (UnavailableKekException e) {
                missing.add(HealthWarning.of(MESSAGES, "unknown-master-key/kek", master, null, master, e.text()));
            } catch (IllegalArgumentException | IllegalStateException e) {
                // the key or the reference in the configuration is missing
                missing.add(HealthWarning.of(MESSAGES, "unknown-master-key", master, null, master));
            }
        }
        masters.unwrapped()
                .forEach(place -> missing.add(HealthWarning.of(MESSAGES, "unwrapped-master-key", place, null, place)));
        return missing;
    }

    private List<String> inUse() {
        return tx.single(sql -> sql.createQuery(
                        "select fingerprint from vault.master m where exists"
                                + " (select from vault.key k where k.master = m.fingerprint and k.wrapped is not null) order by number")
                .mapTo(String.class)
                .list());
    }
}
