/** Door of citizens. Begin with {@link CitizenDoor}. */
package city.pishkhan.routes.citizen.internal;
