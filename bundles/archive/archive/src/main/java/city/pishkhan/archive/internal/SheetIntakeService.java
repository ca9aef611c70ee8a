package city.pishkhan.archive.internal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.internal.examination.SheetCheck;
import city.pishkhan.archive.internal.examination.SheetLimits;
import city.pishkhan.archive.internal.personal.EncryptedScan;
import city.pishkhan.archive.internal.personal.PersonVaults;
import city.pishkhan.archive.sheets.EncryptedPaper;
import city.pishkhan.archive.sheets.SheetIntake;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes {@link SheetIntake}. */
@Component(service = SheetIntake.class, configurationPid = "city.pishkhan.archive")
public final class SheetIntakeService implements SheetIntake {
    private final PersonVaults vaults;
    private final SheetLimits limits;
    private final SheetCheck sheetCheck;

    @Activate
    public SheetIntakeService(@Reference Tx tx, @Reference Vault vault, ArchiveComponent.Config config) {
        vaults = new PersonVaults(tx, vault);
        limits = new SheetLimits(config.max_bytes(), config.max_pixels(), config.max_pages());
        sheetCheck = new SheetCheck(limits);
    }

    @Override
    public long maxBytes() {
        return limits.bytes();
    }

    @Override
    public String check(ByteBuffer sheet) {
        return sheetCheck.check(sheet).code();
    }

    @Override
    public void lock(Handle sql, List<String> sha256s) {
        SheetLock.lockShared(sql, sha256s);
    }

    @Override
    public EncryptedPaper encrypt(SheetStore store, Supplier<InputStream> content) throws IOException {
        EncryptedScan scan = EncryptedScan.put(store, content);
        return new EncryptedPaper() {
            @Override
            public String sha256() {
                return scan.sha256();
            }

            @Override
            public String stored() {
                return scan.stored();
            }

            @Override
            public byte[] sealedKey(UUID vaultKey) {
                return vaults.seal(vaultKey, scan).key();
            }
        };
    }

    @Override
    public List<String> encrypted(List<String> digests, List<String> sha256s) {
        return vaults.encrypted(digests, sha256s);
    }

    @Override
    public Map<String, UUID> findOrCreateVaultKeys(Handle sql, List<String> digests) {
        return vaults.findOrCreateOwners(sql, digests);
    }
}
