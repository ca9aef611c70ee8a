package city.pishkhan.vault.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports whether this node has the master key of the database. The vault itself cannot report a missing key, because
 * the vault does not start without the key.
 */
@Component(service = SharedKeyProvider.class, configurationPid = "city.pishkhan.vault")
public final class MasterKeyCheck implements SharedKeyProvider {
    private final Tx tx;
    private final MasterKeys masters;
    private final String place;

    @Activate
    public MasterKeyCheck(BundleContext context, @Reference Tx tx, @Reference Schemas schemas, SqlVault.Config config) {
        this(tx, schemas, SqlVault.masters(SqlVault.folder(context, config), config));
    }

    MasterKeyCheck(Tx tx, Schemas schemas, MasterKeys masters) {
        this.tx = tx;
        this.masters = masters;
        this.place = masters.location();
        schemas.migrate(SqlVault.class, "vault");
    }

    /** Returns the master key that this node must have. The database determines this key: it wraps the data keys. */
    @Override
    public List<SharedKey> sharedKeys() {
        String wanted = tx.required(MasterKeyRepository::newest).orElse("");
        return List.of(new SharedKey("vault", masters.has(wanted) ? wanted : "", wanted, place));
    }
}
