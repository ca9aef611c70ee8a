package city.pishkhan.vault.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import city.pishkhan.persistence.copy.RestoredBackup;
import city.pishkhan.persistence.copy.RestoredCheck;
import city.pishkhan.persistence.copy.RestoredVault;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Verifies that the master keys of a vault were restored: the keys that they wrap can be opened, and destroyed keys remain destroyed. */
@Component(
        service = {RestoredCheck.class, RestoredVault.class},
        configurationPid = "city.pishkhan.vault")
public final class RestoredVaultCheck implements RestoredCheck, RestoredVault {
    private static final int SAMPLE = 1_000;

    private final Path folder;
    private final SqlVault.Config config;

    @Activate
    public RestoredVaultCheck(BundleContext context, SqlVault.Config config) {
        this.folder = SqlVault.folder(context, config);
        this.config = config;
    }

    @Override
    public Vault open(Tx tx, UnaryOperator<Path> file) {
        return new SqlVault(tx, (owner, schema) -> {}, SqlVault.masters(file.apply(folder), config));
    }

    @Override
    public String check(RestoredBackup restored, List<String> faults) {
        MasterKeys masters = SqlVault.masters(restored.file().apply(folder), config);
        DataKeys keys = new DataKeys(restored.tx(), masters);
        List<UUID> owners = restored.tx()
                .required(sql -> sql.createQuery("select owner from vault.key order by md5(owner::text) limit :most")
                        .bind("most", SAMPLE)
                        .mapTo(UUID.class)
                        .list());
        int open = 0;
        int destroyed = 0;
        for (UUID owner : owners) {
            try {
                if (keys.find(owner).isPresent()) {
                    open++;
                } else {
                    destroyed++;
                }
            } catch (IllegalStateException e) {
                faults.add("vault: " + e.getMessage());
                return "vault: the check stopped at the first of " + owners.size() + " keys that cannot be decrypted";
            }
        }
        return "vault: " + owners.size() + " keys checked, " + open + " can be decrypted, " + destroyed
                + " are destroyed";
    }
}
