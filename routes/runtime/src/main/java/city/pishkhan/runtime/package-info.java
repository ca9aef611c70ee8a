/**
 * What route bundles and operators meet of the runtime. A route bundle publishes {@code org.apache.camel.RoutesBuilder}
 * services and gets one Camel context of its own, or one for each name that it gives ({@link city.pishkhan.runtime.RouteContexts#CONTEXT}); a bundle with a Camel component publishes {@code
 * org.apache.camel.Component}, property {@code name} = its scheme, in prototype scope: each context takes an instance.
 */
@Export
@Version("1.0.0")
package city.pishkhan.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
