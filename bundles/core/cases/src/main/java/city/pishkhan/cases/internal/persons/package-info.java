/** People of the cases: look-up for other modules, and erasure of their data. Begin with {@link PersonErasure}. */
package city.pishkhan.cases.internal.persons;
