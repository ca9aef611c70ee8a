package city.pishkhan.discipline.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates the schema {@code discipline} and provides its transactions. */
@Component(service = ComplaintRepository.class)
public final class ComplaintRepository {
    private final Tx tx;

    @Activate
    public ComplaintRepository(@Reference Tx tx, @Reference Schemas schemas) {
        this.tx = tx;
        schemas.migrate(ComplaintRepository.class, "discipline");
    }

    Tx tx() {
        return tx;
    }
}
