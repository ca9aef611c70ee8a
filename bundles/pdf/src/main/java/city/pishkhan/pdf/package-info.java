/** Persian pages as PDF, with their font inside, and what signs them. */
@Export
@Version("1.0.0")
package city.pishkhan.pdf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
