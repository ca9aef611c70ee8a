/** The circuit breaker of all calls to partners. Resilience4j is embedded and not exported. Begin with {@link CircuitBreaker}. */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.platform.resilience;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
