/** Reports of building violations by citizens, whose identity stays confidential. Begin with {@link ViolationReportService}. */
@NullMarked
package city.pishkhan.violations.internal;

import org.jspecify.annotations.NullMarked;
