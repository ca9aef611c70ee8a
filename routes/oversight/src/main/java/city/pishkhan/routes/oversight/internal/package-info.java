/** Door of oversight bodies and the live stream of the journal. Begin with {@link OversightDoor}. */
package city.pishkhan.routes.oversight.internal;
