package city.pishkhan.archive.internal;

import city.pishkhan.api.journal.BackupPart;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a backup keeps of the archive besides its index: the sheets, and the generated keys without which no person's papers are found. */
@Component(service = BackupPart.class, configurationPid = "city.pishkhan.archive")
public final class ArchiveBackup implements BackupPart {
    private static final int KEY_FILE = 256;

    private final Tx tx;
    private final SheetStore store;
    private final SheetKeyFiles keys;

    @Activate
    public ArchiveBackup(
            BundleContext context, @Reference Tx tx, @Reference SheetStore store, ArchiveComponent.Config config) {
        this(tx, store, SheetKeyFiles.of(context, config));
    }

    ArchiveBackup(Tx tx, SheetStore store, SheetKeyFiles keys) {
        this.tx = tx;
        this.store = store;
        this.keys = keys;
    }

    @Override
    public String folder() {
        return "sheets";
    }

    /** Sheets that no row names, or none yet, are not in the backup's rows either; and they may be swept while it is written. */
    @Override
    public Stream<String> names() {
        try {
            return Stream.concat(keys.names(), store.all().filter(this::named));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean named(String sha256) {
        return tx.required(sql -> SheetIndex.unnamed(sql, List.of(sha256)).isEmpty());
    }

    @Override
    public InputStream open(String name) throws IOException {
        return SheetKeyFiles.named(name) ? new ByteArrayInputStream(keys.read(name)) : store.open(name);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        if (SheetKeyFiles.named(name)) {
            String hex = new String(content.readNBytes(KEY_FILE), StandardCharsets.US_ASCII);
            keys.store(HexFormat.of().parseHex(hex.strip()));
        } else {
            String stored = store.put(content).sha256();
            if (!stored.equals(name)) {
                throw new IOException("The backup's sheet " + name + " is damaged");
            }
        }
    }
}
