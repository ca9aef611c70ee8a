/** Tells an installation that may work for the city from a copy of one. Begin with {@link city.pishkhan.persistence.host.HostRegister}. */
package city.pishkhan.persistence.host;
