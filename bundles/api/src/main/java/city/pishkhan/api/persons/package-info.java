/** People: who they are, who acts for whom, who saw what of them, what is erased. Begin with {@link Persons}. */
@Export
@Version("1.0.0")
package city.pishkhan.api.persons;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
