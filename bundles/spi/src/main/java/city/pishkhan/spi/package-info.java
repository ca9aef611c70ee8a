/** What an integrator codes against: inquiries, answers, and the interfaces behind which partner systems stand. */
@Export
@Version("1.3.0")
package city.pishkhan.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
