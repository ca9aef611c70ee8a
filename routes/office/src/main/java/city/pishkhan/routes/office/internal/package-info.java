/** Door of offices and districts. Begin with {@link OfficeDoor}. */
package city.pishkhan.routes.office.internal;
