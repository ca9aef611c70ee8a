/** From a REST request to a call, and from the reply to a response. Begin with {@link city.pishkhan.doors.rest.RestBinding}. */
package city.pishkhan.doors.rest;
