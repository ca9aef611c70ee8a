/** Doors of agencies and operators. Begin with {@link AgencyDoor}. */
package city.pishkhan.routes.agency.internal;
