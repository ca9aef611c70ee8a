/** Connector for the vehicle registry. */
package city.pishkhan.vehicles.internal;
