/**
 * Interfaces of the runtime for route bundles and operators. A route bundle publishes {@code org.apache.camel.RoutesBuilder} services. It
 * gets its own Camel context, or one per context name ({@link city.pishkhan.runtime.RouteContexts#CONTEXT}). A bundle with a Camel
 * component publishes {@code org.apache.camel.Component} with the property {@code name} = its scheme, in prototype scope: each context uses
 * its own instance.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
