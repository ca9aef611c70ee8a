/** SOAP access to the routes: versions, limits, logins and faults. Begin with {@link city.pishkhan.doors.soap.SoapDoor}. */
@NullMarked
package city.pishkhan.doors.soap;

import org.jspecify.annotations.NullMarked;
