/**
 * What all services that the hub's own bundles offer one another share: {@link Refusal} and {@link Page}. Nothing here or below speaks of
 * third parties' types.
 */
@Export
@Version("1.0.0")
package city.pishkhan.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
