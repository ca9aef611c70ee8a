/** Persons behind cases: authorities of proxies, deaths, proved mobile numbers and login slips. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts.office.persons;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
