/** People of the cases: look-up for other modules, and erasure of their data. Begin with {@link PersonErasure}. */
@NullMarked
package city.pishkhan.cases.internal.persons;

import org.jspecify.annotations.NullMarked;
