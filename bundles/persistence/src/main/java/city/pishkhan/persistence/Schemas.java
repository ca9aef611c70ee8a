package city.pishkhan.persistence;

/** Migrates schemas: one schema and one history per bundle. */
public interface Schemas {

    /**
     * Brings a schema up to date from {@code db/<schema>/V1__….sql} of the owner's bundle; creates the schema if needed. Unqualified
     * names in the files mean that schema.
     *
     * @param owner  any class of the bundle that holds the files
     * @param schema e.g. {@code cases}
     */
    void migrate(Class<?> owner, String schema);
}
