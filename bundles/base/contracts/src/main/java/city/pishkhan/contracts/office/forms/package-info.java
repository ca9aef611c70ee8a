/**
 * Data that an office needs before it opens a case: services, forms, checklists, checks of values, and the work of the
 * day.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.forms;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
