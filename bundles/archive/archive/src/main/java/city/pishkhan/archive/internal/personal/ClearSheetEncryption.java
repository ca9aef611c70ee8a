package city.pishkhan.archive.internal.personal;

import city.pishkhan.api.security.Vault;
import city.pishkhan.archive.sheets.SheetEncryption;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts identity papers that an earlier version stored unencrypted. The sweep removes the unencrypted content, because the index no
 * longer names it.
 */
@Component(service = SheetEncryption.class)
public final class ClearSheetEncryption implements SheetEncryption {
    private static final Logger LOG = LoggerFactory.getLogger(ClearSheetEncryption.class);

    private final Tx tx;
    private final PersonVaults vaults;

    @Activate
    public ClearSheetEncryption(@Reference Tx tx, @Reference Vault vault) {
        this.tx = tx;
        this.vaults = new PersonVaults(tx, vault);
    }

    @Override
    public long left() {
        return tx.single(StoredSheetRepository::clear);
    }

    @Override
    public boolean encrypt(SheetStore store, String sha256, long person) {
        try {
            EncryptedScan scan = EncryptedScan.put(store, () -> open(store, sha256));
            return scan.sha256().equals(sha256)
                    && tx.<Boolean>separate(sql -> {
                        Optional<String> digest = StoredSheetRepository.digest(sql, person);
                        return digest.isPresent()
                                && StoredSheetRepository.encrypt(
                                        sql,
                                        person,
                                        scan,
                                        vaults.seal(
                                                        vaults.owners(sql, List.of(digest.get()))
                                                                .get(digest.get()),
                                                        scan)
                                                .key());
                    });
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Sheet {} is not encrypted yet: {}", sha256, e.toString());
            return false;
        }
    }

    private static InputStream open(SheetStore store, String sha256) {
        try {
            return store.open(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
