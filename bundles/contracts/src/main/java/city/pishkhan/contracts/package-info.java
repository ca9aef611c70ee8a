/**
 * What every door has in common: the problem, the condition. Paths are versioned; changes within a version are additive.
 *
 * <p>The OpenAPI documents are made of the interfaces and records alone. To add a field: (1) the record's component, with its {@code @param}
 * text, {@link jakarta.annotation.Nullable} if it may be absent (else it is published as required) and {@link OneOf} if it is one of few words;
 * facts are {@code Map<String, Object>}, anything else has a Java type; (2) its value in {@code examples/<package>/<Record>.json} if it is
 * required; (3) {@code mvn test -pl bundles/contracts -Dtest=OpenApiTest -Dopenapi.write=true} writes the documents anew. An operation is a method
 * of a door's interface with {@code @Operation}, and one line in its routes; {@code OpenApiTest} and {@code DoorRoutes} miss either of them.
 */
@Export
@Version("1.0.0")
package city.pishkhan.contracts;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
