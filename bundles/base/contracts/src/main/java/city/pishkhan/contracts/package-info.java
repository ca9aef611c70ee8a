/**
 * Types that all doors share, e.g. the problem. Paths are versioned; changes within a version are additive.
 *
 * <p>The OpenAPI documents are generated from the interfaces and records alone. To add a field: (1) the record's component, with its {@code
 * @param} text, {@link jakarta.annotation.Nullable} if it may be absent (otherwise it is published as required) and {@link OneOf} if it has
 * a fixed list of values; facts are {@code Map<String, Object>}, all other components have a Java type; (2) its value in {@code
 * examples/<door>/<Record>.json} if it is required; (3) {@code mvn test -pl bundles/base/contracts -Dtest=OpenApiTest -Dopenapi.write=true}
 * writes the documents. An operation is a method of a door's interface with {@code @Operation}, and one line in its door; {@code
 * OpenApiTest} and {@code DoorDescription} report a missing one. The door's mapper fills a field that has the name of the service's field.
 * It does not compile if a field has no source.
 */
@Export
@Version("1.0.0")
package city.pishkhan.contracts;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
