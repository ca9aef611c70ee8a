package city.pishkhan.persistence;

import jakarta.persistence.EntityManager;

/** Opens persistence units whose entity managers live as long as a transaction of {@link Tx}. */
public interface EntityManagers {

    /**
     * Opens a persistence unit for one schema. The owner closes it when it stops.
     *
     * @param owner any class of the bundle that contains the entities
     * @param schema default schema of the tables
     * @param entities the entity classes
     */
    Unit open(Class<?> owner, String schema, Class<?>... entities);

    /** One persistence unit. */
    interface Unit extends AutoCloseable {

        /**
         * Returns the transaction's entity manager, which is created at first use. Its changes are flushed before the commit.
         * Call {@code flush()} before plain SQL that must see them.
         *
         * @throws IllegalStateException outside a transaction
         */
        EntityManager em();

        @Override
        void close();
    }
}
