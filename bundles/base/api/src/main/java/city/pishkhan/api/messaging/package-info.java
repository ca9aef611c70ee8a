/** Messages sent after a transaction, idempotent calls, and messages to people. Begin with {@link Outbox}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.api.messaging;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
