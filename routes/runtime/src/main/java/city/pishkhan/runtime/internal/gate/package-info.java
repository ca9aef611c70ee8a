/**
 * The one way in for requests of all doors: who calls, what is parked while a door is replaced, the CXF servlet behind it. Begin with
 * {@link Gate}.
 */
package city.pishkhan.runtime.internal.gate;
