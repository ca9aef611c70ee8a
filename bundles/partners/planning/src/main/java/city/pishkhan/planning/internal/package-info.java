/**
 * The planning system: the municipality's SOAP service, or the registry that the islands are imported into. Begin with
 * {@link ActivePlanning}.
 */
@NullMarked
package city.pishkhan.planning.internal;

import org.jspecify.annotations.NullMarked;
