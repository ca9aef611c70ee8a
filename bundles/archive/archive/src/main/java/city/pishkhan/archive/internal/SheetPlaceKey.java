package city.pishkhan.archive.internal;

import city.pishkhan.api.cluster.SharedKey;
import city.pishkhan.api.cluster.SharedKeyProvider;
import city.pishkhan.spi.SheetStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the id of this node's sheet folder, so that nodes with different folders are detected. Publishes nothing
 * for S3, because the configuration already names the bucket.
 */
@Component(
        service = SharedKeyProvider.class,
        configurationPid = "city.pishkhan.archive",
        property = "store.target=(store=files)")
public final class SheetPlaceKey implements SharedKeyProvider {
    private final SheetStore store;

    @Activate
    public SheetPlaceKey(@Reference SheetStore store) {
        this.store = store;
    }

    @Override
    public List<SharedKey> sharedKeys() {
        return store instanceof SharedKeyProvider folder ? folder.sharedKeys() : List.of();
    }
}
