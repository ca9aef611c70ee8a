/**
 * The vehicle duty of the demo, from the plate to a certificate by post. Begin with
 * {@link city.pishkhan.demo.vehicles.VehicleDutyScene}.
 */
package city.pishkhan.demo.vehicles;
