/** What the registry of vehicles is told when a duty is settled. */
package city.pishkhan.routes.vehicles.internal;
