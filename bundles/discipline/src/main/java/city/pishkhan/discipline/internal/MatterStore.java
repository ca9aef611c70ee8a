package city.pishkhan.discipline.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schema {@code discipline}. */
@Component(service = MatterStore.class)
public final class MatterStore {
    private final Tx tx;

    @Activate
    public MatterStore(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(MatterStore.class, "discipline");
    }

    Tx tx() {
        return tx;
    }
}
