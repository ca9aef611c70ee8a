/**
 * One transaction for JDBC and JPA, the outbox and its relay to the broker, idempotency, schemas and backups. Begin with {@link
 * OutboxRelay}.
 */
@NullMarked
package city.pishkhan.persistence.internal;

import org.jspecify.annotations.NullMarked;
