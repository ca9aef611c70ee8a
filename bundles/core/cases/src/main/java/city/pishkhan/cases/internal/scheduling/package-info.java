/** Periodic tasks of cases: deadlines, holds, months, repeated dispatch. Begin with {@link CaseScheduler}. */
@NullMarked
package city.pishkhan.cases.internal.scheduling;

import org.jspecify.annotations.NullMarked;
