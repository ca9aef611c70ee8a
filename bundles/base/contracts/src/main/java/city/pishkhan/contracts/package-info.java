/**
 * Types that all doors share, e.g. the problem. Paths are versioned; changes within a version are additive.
 *
 * <p>The OpenAPI documents are generated from the interfaces and records alone. To add a field: (1) add the record's
 * component with its {@code @param} text. Mark it {@link jakarta.annotation.Nullable} if it may be absent (otherwise it
 * is published as required) and {@link OneOf} if it has a fixed list of values. Facts are {@code Map<String, Object>};
 * all other components have a Java type. (2) If it is required, add its value to {@code examples/<door>/<Record>.json}.
 * (3) Write the documents by {@code mvn test -pl bundles/base/contracts -Dtest=OpenApiTest -Dopenapi.write=true}.
 *
 * <p>To add an operation: add a method with {@code @Operation} to the door's interface, and register it in the door's
 * {@code DoorDescription}. {@code OpenApiTest} and {@code DoorDescription} report a missing part. The door's mapper
 * fills each component from the field of the same name in the service's type; a component without such a field is a
 * compile error.
 */
@Export
@Version("1.0.0")
@NullMarked
package city.pishkhan.contracts;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
