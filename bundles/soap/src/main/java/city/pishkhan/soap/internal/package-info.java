/** What all clients of SOAP partners share: bounded replies, no DTD, one attempt a call. */
package city.pishkhan.soap.internal;
