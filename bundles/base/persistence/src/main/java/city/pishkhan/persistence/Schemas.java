package city.pishkhan.persistence;

/** Migrates schemas: one schema and one history per bundle. */
public interface Schemas {

    /**
     * Migrates a schema with the files {@code db/<schema>/V1__….sql} of the owner's bundle and creates the schema if needed.
     * Unqualified names in the files refer to that schema.
     *
     * @param owner any class of the bundle that contains the files
     * @param schema e.g. {@code cases}
     */
    void migrate(Class<?> owner, String schema);
}
