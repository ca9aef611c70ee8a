package city.pishkhan.persistence;

import jakarta.persistence.EntityManager;

/** Opens persistence units whose entity managers live inside {@link Tx}. */
public interface EntityManagers {

    /**
     * Opens a unit over one schema; close it when the owner stops.
     *
     * @param owner    any class of the bundle that holds the entities
     * @param schema   default schema of the tables
     * @param entities the entity classes
     */
    Unit open(Class<?> owner, String schema, Class<?>... entities);

    /** One persistence unit. */
    interface Unit extends AutoCloseable {

        /**
         * The transaction's entity manager, created at first use. Its changes are flushed before the commit; call {@code flush()}
         * before plain SQL that must see them.
         *
         * @throws IllegalStateException outside a transaction
         */
        EntityManager em();

        @Override
        void close();
    }
}
