/** SOAP access to the routes: versions, limits, logins and faults. Begin with {@link city.pishkhan.doors.soap.SoapDoor}. */
package city.pishkhan.doors.soap;
