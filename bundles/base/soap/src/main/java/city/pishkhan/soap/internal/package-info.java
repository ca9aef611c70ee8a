/** Common parts of SOAP clients: limited responses, no DTD, one attempt per call. */
package city.pishkhan.soap.internal;
