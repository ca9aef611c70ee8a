/** What each role may do: the access table, the roles and which of them exclude each other. Begin with {@link AccessTable}. */
package city.pishkhan.access.internal;
