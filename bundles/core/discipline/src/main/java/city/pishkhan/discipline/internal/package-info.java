/**
 * Complaints and the hub's own signals, from their receipt to the hearing and the committee's decision. Begin with
 * {@link DisciplineService}.
 */
@NullMarked
package city.pishkhan.discipline.internal;

import org.jspecify.annotations.NullMarked;
