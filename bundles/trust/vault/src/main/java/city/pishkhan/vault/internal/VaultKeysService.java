package city.pishkhan.vault.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.VaultKeys;
import city.pishkhan.persistence.Tx;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link VaultKeys}; rewraps in batches, each in its own transaction, and finally the keys that were locked. */
@Component(service = VaultKeys.class)
public final class VaultKeysService implements VaultKeys {
    private static final int BATCH = 500;

    private final Tx tx;
    private final SqlVault vault;

    @Activate
    public VaultKeysService(@Reference Tx tx, @Reference SqlVault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    @Override
    public Rewrapped rewrap(Caller operator) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/rewrap");
        }
        String master = tx.separate(vault::renew);
        long keys = 0;
        for (int batch = vault.rewrap(master, BATCH); batch > 0; batch = vault.rewrap(master, BATCH)) {
            keys += batch;
        }
        for (int one = vault.rewrapLocked(master); one > 0; one = vault.rewrapLocked(master)) {
            keys += one;
        }
        return new Rewrapped(master, keys);
    }

    @Override
    public WrappedMasters wrapMasters(Caller operator) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/rewrap");
        }
        MasterKeys.Wrapped wrapped = vault.masters().wrapAll(() -> {});
        return new WrappedMasters(wrapped.kek(), wrapped.files());
    }

    @Override
    public Map<String, Long> masters() {
        return tx.required(MasterKeyRepository::counts);
    }
}
