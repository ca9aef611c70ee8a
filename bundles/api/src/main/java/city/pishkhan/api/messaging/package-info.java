/** What leaves after a transaction and what is done once only: outbox, idempotency, messages to people. Begin with {@link Outbox}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.messaging;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
