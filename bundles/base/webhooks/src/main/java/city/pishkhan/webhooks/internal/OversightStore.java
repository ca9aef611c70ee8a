package city.pishkhan.webhooks.internal;

import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates the database schema once for all webhooks. */
@Component(service = OversightStore.class)
public final class OversightStore {
    private final WebhookRepository webhooks;

    @Activate
    public OversightStore(@Reference Tx tx, @Reference Schemas schemas) {
        schemas.migrate(OversightStore.class, "webhooks");
        webhooks = new WebhookRepository(tx);
    }

    WebhookRepository webhooks() {
        return webhooks;
    }
}
