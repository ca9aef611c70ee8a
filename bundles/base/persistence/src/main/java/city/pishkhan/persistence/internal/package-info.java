/**
 * One transaction for JDBC and JPA, the outbox and its relay to the broker, idempotency, schemas and backups. Begin with {@link
 * OutboxRelay}.
 */
package city.pishkhan.persistence.internal;
