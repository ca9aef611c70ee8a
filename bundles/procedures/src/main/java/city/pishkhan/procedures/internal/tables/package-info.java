/** Decision tables and the facts that they ask about: evaluated, explained, and looked through for gaps. Begin with {@link Table}. */
package city.pishkhan.procedures.internal.tables;
