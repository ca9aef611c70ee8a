/**
 * The planning system: the municipality's SOAP service, or the registry that the islands are imported into. Begin with
 * {@link ActivePlanning}.
 */
package city.pishkhan.planning.internal;
