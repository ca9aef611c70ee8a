package city.pishkhan.archive.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports whether this node has the key of the person index. The archive itself cannot report this, because it does not start without the
 * key.
 */
@Component(service = SharedKeyProvider.class, configurationPid = "city.pishkhan.archive")
public final class PersonKeyCheck implements SharedKeyProvider {
    private final Tx tx;
    private final SheetKeyFiles files;
    private final String configured;

    @Activate
    public PersonKeyCheck(
            BundleContext context, @Reference Tx tx, @Reference Schemas schemas, ArchiveComponent.Config config) {
        this(tx, schemas, SheetKeyFiles.of(context, config), config.key());
    }

    PersonKeyCheck(Tx tx, Schemas schemas, SheetKeyFiles files, String configured) {
        schemas.migrate(ArchiveComponent.class, "archive");
        this.tx = tx;
        this.files = files;
        this.configured = configured;
    }

    /** Returns the key that the database requires and whether this node has it. */
    @Override
    public List<SharedKey> sharedKeys() {
        String wanted = tx.required(PersonKeys::requiredFingerprint).orElse("");
        return List.of(new SharedKey(
                "archive",
                hasKey(wanted) ? wanted : "",
                wanted,
                configured.isEmpty() ? files.toString() : "key of city.pishkhan.archive.cfg"));
    }

    private boolean hasKey(String wanted) {
        byte[] key = configured.isEmpty()
                ? files.find(wanted)
                : Secrets.resolve(configured).getBytes(StandardCharsets.UTF_8);
        return key.length > 0 && PersonKeys.fingerprint(key).equals(wanted);
    }
}
