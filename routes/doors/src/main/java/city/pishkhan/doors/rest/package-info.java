/** Conversion of REST requests to calls and of replies to responses. Begin with {@link city.pishkhan.doors.rest.RestBinding}. */
@NullMarked
package city.pishkhan.doors.rest;

import org.jspecify.annotations.NullMarked;
