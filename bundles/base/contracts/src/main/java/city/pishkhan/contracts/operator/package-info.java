/** The operator door, version 1: supervision and control of inquiries, agencies, contexts and deployments. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.operator;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
