/** The people of the cases: whom others may ask about, and whose data is erased. Begin with {@link PersonErasure}. */
package city.pishkhan.cases.internal.persons;
